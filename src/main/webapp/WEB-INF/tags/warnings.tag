<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="What looks wrong in records that come in all the same, one row for each reason and column." %>
<%@ attribute name="items" required="false" type="java.util.List" %>
<%@ attribute name="label" required="true" description="The id of the heading." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<div class="sheet rejects" role="region" aria-labelledby="${label}" tabindex="0">
  <table role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col" class="number"><fmt:message key="warnings.count"/></th>
        <th role="columnheader" scope="col"><fmt:message key="rejects.column.column"/></th>
        <th role="columnheader" scope="col"><fmt:message key="warnings.lines"/></th>
        <th role="columnheader" scope="col"><fmt:message key="warnings.message"/></th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      <c:forEach var="warning" items="${items}">
        <tr role="row">
          <td role="cell" class="number" data-label="<fmt:message key="warnings.count"/>"><fmt:formatNumber value="${warning.count()}"/></td>
          <td role="cell" class="column"><c:out value="${warning.column()}"/></td>
          <td role="cell" class="lines"><c:forEach var="line" items="${warning.lines()}" varStatus="at"><c:if test="${not at.first}">, </c:if><fmt:formatNumber value="${line}"/></c:forEach><c:if test="${warning.count() gt warning.lines().size()}">, &#8230;</c:if></td>
          <td role="cell" class="reason"><c:out value="${warning.message()}"/></td>
        </tr>
      </c:forEach>
    </tbody>
  </table>
</div>

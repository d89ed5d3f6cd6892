<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="What the columns of a file became; in the form also what else they can be." %>
<%@ attribute name="choosable" required="true" type="java.lang.Boolean" description="Whether each has a choice." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<div class="sheet columns" role="region" aria-labelledby="columns-title" tabindex="0">
  <table role="table">
    <caption id="columns-title" class="unseen"><fmt:message key="columns.caption"/></caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col"><fmt:message key="columns.name"/></th>
        <c:if test="${choosable}"><th role="columnheader" scope="col"><fmt:message key="columns.examples"/></th></c:if>
        <th role="columnheader" scope="col"><fmt:message key="columns.became"/></th>
        <c:if test="${choosable}"><th role="columnheader" scope="col" id="column-choice"><fmt:message key="columns.choice"/></th></c:if>
      </tr>
    </thead>
    <tbody role="rowgroup">
      <c:forEach var="row" items="${columns}" varStatus="at"><l:column-row row="${row}" number="${at.index}" choosable="${choosable}"/></c:forEach>
    </tbody>
  </table>
</div>

<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="What is left of the rejects, by reason, and the retries." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:if test="${not empty groups}">
  <section class="card rejects" aria-labelledby="groups">
    <h2 id="groups"><fmt:message key="left.groups"/></h2>
    <div class="sheet" role="region" aria-labelledby="groups" tabindex="0">
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" class="number"><fmt:message key="warnings.count"/></th>
            <th role="columnheader" scope="col" class="number"><fmt:message key="left.first-line"/></th>
            <th role="columnheader" scope="col"><fmt:message key="rejects.column.reason"/></th>
            <th role="columnheader" scope="col"></th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          <c:forEach var="group" items="${groups}">
            <c:url var="address" value="/imports/rejects/${view.id()}"><c:param name="code" value="${group.code}"/></c:url>
            <tr role="row"<c:if test="${group.code eq code}"> aria-current="true"</c:if>>
              <td role="cell" class="number" data-label="<fmt:message key="warnings.count"/>"><fmt:formatNumber value="${group.count}"/></td>
              <td role="cell" class="number" data-label="<fmt:message key="left.first-line"/>"><fmt:formatNumber value="${group.first.line()}"/></td>
              <td role="cell" class="reason"><c:out value="${group.first.message()}"/></td>
              <td role="cell"><a data-code="<c:out value="${group.code}"/>" href="<c:out value="${address}"/>"><fmt:message key="left.open"/></a></td>
            </tr>
          </c:forEach>
        </tbody>
      </table>
    </div>
  </section>
</c:if>
<c:if test="${not empty retries}">
  <section class="card" aria-labelledby="retries">
    <h2 id="retries"><fmt:message key="left.retries"/></h2>
    <ul><c:forEach var="retry" items="${retries}"><li><a href="${root}/imports/${retry.id}"><c:out value="${retry.at}"/></a>: <c:out value="${retry.sentence}"/></li></c:forEach></ul>
  </section>
</c:if>

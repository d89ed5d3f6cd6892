<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<%-- The part of an import's page that changes: also what /status answers, so it brings its own bundle. --%>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<c:set var="root" value="${pageContext.request.contextPath}" scope="request"/>
<section class="card import" data-state="${fragment}" data-title="<c:out value="${figures.title}"/>" data-summary="<c:out value="${figures.summary}"/>"${view.status().ended ? ' data-ended' : ''} aria-labelledby="state">
  <jsp:include page="/WEB-INF/pages/status/${fragment}.jsp"/>
</section>
<c:if test="${not empty rejects}">
  <section class="card rejects" aria-labelledby="rejects">
    <header>
      <div>
        <h2 id="rejects"><fmt:message key="rejects.title"/></h2>
        <p class="note pieces"><span class="shown"><c:out value="${rejectsShown}"/></span> <span><fmt:message key="rejects.download.hint"/></span></p>
      </div>
      <a role="button" class="secondary" href="${root}/imports/${view.id()}/rejects.csv" download><l:icon name="download"/> <fmt:message key="rejects.download"/></a>
    </header>
    <div class="sheet" role="region" aria-labelledby="rejects" tabindex="0">
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" class="number"><fmt:message key="rejects.column.record"/></th>
            <th role="columnheader" scope="col" class="number"><fmt:message key="rejects.column.line"/></th>
            <th role="columnheader" scope="col"><fmt:message key="rejects.column.column"/></th>
            <th role="columnheader" scope="col"><fmt:message key="rejects.column.value"/></th>
            <th role="columnheader" scope="col"><fmt:message key="rejects.column.reason"/></th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          <c:forEach var="reject" items="${rejects}">
            <tr role="row">
              <td role="cell" class="number" data-label="<fmt:message key="rejects.column.record"/>"><fmt:formatNumber value="${reject.record()}"/></td>
              <td role="cell" class="number" data-label="<fmt:message key="rejects.column.line"/>"><fmt:formatNumber value="${reject.line()}"/></td>
              <td role="cell" class="column"><c:out value="${reject.column()}"/></td>
              <td role="cell" class="value"><c:if test="${not empty reject.value()}"><code><c:out value="${reject.value()}"/></code></c:if></td>
              <td role="cell" class="reason"><c:out value="${reject.message()}"/></td>
            </tr>
          </c:forEach>
        </tbody>
      </table>
    </div>
  </section>
</c:if>
<c:if test="${not empty warnings}">
  <section class="card warnings" aria-labelledby="warnings">
    <h2 id="warnings"><fmt:message key="warnings.title"/></h2>
    <l:warnings items="${warnings}" label="warnings"/>
  </section>
</c:if>

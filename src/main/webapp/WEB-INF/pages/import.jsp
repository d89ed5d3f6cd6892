<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<l:page title="${figures.title}" scripts="import-progress undo-progress" refreshSeconds="${view.status().ended and not undoActive and not undoAwaited ? null : 10}">
  <p class="crumb"><a href="${root}/imports"><l:icon name="back"/> <fmt:message key="import.back"/></a></p>
  <header class="file">
    <h1><c:out value="${view.fileName()}"/></h1>
    <p class="note origin"><l:figure name="uploaded"/><time datetime="${view.createdAt()}"><c:out value="${createdAt}"/></time></p>
  </header>
  <div id="live"
       data-events="${root}/events/imports/${view.id()}"
       data-status="${root}/imports/${view.id()}/status">
    <jsp:include page="/WEB-INF/pages/live.jsp"/>
  </div>
  <c:if test="${not empty retryOf}"><p class="note" id="retry-of"><fmt:message key="left.of-retry"/> <a href="${root}/imports/${retryOf.id()}"><c:out value="${retryOf.fileName()}"/></a></p></c:if>
  <c:if test="${not empty leftSentence}"><p class="note" id="left"><c:out value="${leftSentence}"/></p></c:if>
  <l:reject-groups/>
  <div id="undo" data-status="${root}/imports/${view.id()}/undo" data-on-cancel="${view.request().onCancel().word()}">
    <jsp:include page="/WEB-INF/pages/undo.jsp"/>
  </div>
  <c:if test="${not empty columns}">
    <section class="card" aria-labelledby="reading">
      <details class="choices">
        <summary id="reading"><fmt:message key="reading.title"/></summary>
        <p class="note"><c:out value="${readAs}"/></p>
        <c:if test="${not empty reading.notes()}"><ul class="notes"><c:forEach var="note" items="${reading.notes()}"><li><c:out value="${note.message()}"/></li></c:forEach></ul></c:if>
        <l:columns choosable="false"/>
      </details>
    </section>
  </c:if>
  <p id="connection" class="connection" role="status"
     data-lost="<fmt:message key="connection.lost"/>"
     data-session="<fmt:message key="connection.session"/>"
     data-gone="<fmt:message key="connection.gone"/>"
     data-sign-in="<fmt:message key="connection.sign-in"/>"></p>
  <p id="announcement" class="unseen" role="status"></p>
  <c:if test="${not view.status().ended}">
    <noscript><p class="note"><fmt:message key="import.refresh.noscript"/> <a href="${root}/imports/${view.id()}"><fmt:message key="import.refresh"/></a></p></noscript>
  </c:if>
</l:page>

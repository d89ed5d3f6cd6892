<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<%-- The undo of an import, or the offer of one: also what /undo answers, so it brings its own bundle. --%>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<c:set var="root" value="${pageContext.request.contextPath}" scope="request"/>
<c:if test="${not empty undo}">
  <section class="card undo" data-state="${undo.status()}"${undoActive ? '' : ' data-ended'} aria-labelledby="undo-title">
    <header class="state"><div>
      <h2 id="undo-title"><c:out value="${undoTexts.title}"/></h2>
      <p><c:out value="${undoTexts.status}"/></p>
    </div></header>
    <c:if test="${not empty undoTexts.failure}"><p class="failure"><c:out value="${undoTexts.failure}"/></p></c:if>
    <div class="gauge">
      <label class="unseen" for="undo-bar"><fmt:message key="undo.progress"/></label>
      <progress id="undo-bar" max="100"<c:if test="${not empty undoPercent}"> value="${undoPercent}"</c:if>></progress>
      <p class="share"><c:out value="${undoTexts.share}"/></p>
    </div>
    <dl class="counts">
      <div data-outcome="restored"><dt><fmt:message key="undo.bucket.restored"/></dt><dd><c:out value="${undoTexts.restored}"/></dd></div>
      <div data-outcome="kept"><dt><fmt:message key="undo.bucket.kept"/></dt><dd><c:out value="${undoTexts.kept}"/></dd></div>
      <div data-outcome="impossible"><dt><fmt:message key="undo.bucket.impossible"/></dt><dd><c:out value="${undoTexts.impossible}"/></dd></div>
    </dl>
    <c:if test="${not empty undoKept}">
      <div class="sheet" role="region" aria-labelledby="undo-kept" tabindex="0">
        <h3 id="undo-kept"><fmt:message key="undo.kept.title"/></h3>
        <table role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col"><fmt:message key="undo.kept.product"/></th>
              <th role="columnheader" scope="col"><fmt:message key="undo.kept.bucket"/></th>
              <th role="columnheader" scope="col"><fmt:message key="rejects.column.reason"/></th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            <c:forEach var="product" items="${undoKept}">
              <tr role="row">
                <td role="cell" class="column"><c:out value="${product.handle}"/></td>
                <td role="cell" class="value"><c:out value="${product.bucket}"/></td>
                <td role="cell" class="reason"><c:out value="${product.reason}"/></td>
              </tr>
            </c:forEach>
          </tbody>
        </table>
      </div>
    </c:if>
    <c:if test="${mayCancelUndo}">
      <details class="cancel">
        <summary><fmt:message key="undo.cancel.open"/></summary>
        <form method="post" action="${root}/imports/${view.id()}/undo-cancellation">
          <p><fmt:message key="undo.cancel.explanation"/></p>
          <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
          <button class="danger" type="submit"><fmt:message key="undo.cancel.confirm"/></button>
        </form>
      </details>
    </c:if>
    <c:if test="${mayResumeUndo}">
      <form class="resume" method="post" action="${root}/imports/${view.id()}/undo-resumption">
        <p class="note"><fmt:message key="undo.resume.explanation"/></p>
        <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
        <button type="submit"><fmt:message key="undo.resume.confirm"/></button>
      </form>
    </c:if>
    <c:if test="${not empty redoOffer}">
      <details class="cancel">
        <summary><fmt:message key="undo.redo.open"/></summary>
        <form method="post" action="${root}/imports/${view.id()}/redo">
          <p><c:out value="${redoOffer}"/></p>
          <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
          <button type="submit"><fmt:message key="undo.redo.confirm"/></button>
        </form>
      </details>
    </c:if>
  </section>
</c:if>
<c:if test="${undoAwaited}">
  <section class="card undo" data-state="AWAITED" aria-labelledby="undo-awaited">
    <h2 id="undo-awaited"><fmt:message key="undo.title.undo"/></h2>
    <p class="note"><fmt:message key="undo.awaited"/></p>
  </section>
</c:if>
<c:if test="${not empty undoOffer}">
  <section class="card undo" aria-labelledby="undo-offer">
    <h2 id="undo-offer"><fmt:message key="undo.open"/></h2>
    <details class="cancel">
      <summary><fmt:message key="undo.confirm.open"/></summary>
      <form method="post" action="${root}/imports/${view.id()}/undo">
        <p><c:out value="${undoOffer}"/></p>
        <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
        <button class="danger" type="submit"><fmt:message key="undo.confirm"/></button>
      </form>
    </details>
  </section>
</c:if>

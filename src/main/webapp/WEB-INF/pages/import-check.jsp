<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<l:page title="${file.fileName()}">
  <p class="crumb"><a href="<c:out value="${address}"/>"><l:icon name="back"/> <fmt:message key="check.back"/></a></p>
  <header class="file staged">
    <div>
      <h1><c:out value="${file.fileName()}"/></h1>
      <p class="note"><fmt:message key="check.lead"/></p>
    </div>
    <l:steps step="check"/>
  </header>
  <l:earlier/>
  <c:if test="${not empty refusal}"><div id="mistake" role="alert"><l:refusal sentence="${refusal}"/></div></c:if>
  <section id="checked" class="card checked" aria-labelledby="checked-title">
    <h2 id="checked-title"><fmt:message key="check.title"/></h2>
    <p id="read-as" class="note"><c:out value="${readAs}"/></p>
    <c:if test="${not empty checked.reading().notes()}"><ul id="notes" class="notes"><c:forEach var="note" items="${checked.reading().notes()}"><li><c:out value="${note.message()}"/></li></c:forEach></ul></c:if>
    <dl class="counts">
      <div><dt><fmt:message key="check.records"/></dt><dd data-check="recordCount"><fmt:formatNumber value="${checked.counts().processed()}"/></dd></div>
      <div><dt><fmt:message key="figure.created"/></dt><dd data-check="created"><fmt:formatNumber value="${checked.counts().created()}"/></dd></div>
      <div><dt><fmt:message key="figure.updated"/></dt><dd data-check="updated"><fmt:formatNumber value="${checked.counts().updated()}"/></dd></div>
      <div><dt><fmt:message key="figure.unchanged"/></dt><dd data-check="unchanged"><fmt:formatNumber value="${checked.counts().unchanged()}"/></dd></div>
      <div${checked.counts().failed() gt 0 ? ' class="some"' : ''}><dt><fmt:message key="figure.failed"/></dt><dd data-check="failed"><fmt:formatNumber value="${checked.counts().failed()}"/></dd></div>
      <c:if test="${mode ne 'both'}"><div><dt><fmt:message key="figure.skipped"/></dt><dd data-check="skipped"><fmt:formatNumber value="${checked.counts().skipped()}"/></dd></div></c:if>
    </dl>
    <form id="mode-form" method="get" action="<c:out value="${address}"/>/check">
      <label><fmt:message key="check.mode"/> <select name="mode"><option value="both"><fmt:message key="mode.both"/></option><option value="create"${mode eq 'create' ? ' selected' : ''}><fmt:message key="mode.create"/></option><option value="update"${mode eq 'update' ? ' selected' : ''}><fmt:message key="mode.update"/></option></select></label>
      <button type="submit" class="secondary" id="check-mode"><fmt:message key="check.again"/></button>
    </form>
    <c:if test="${mode ne 'both'}"><p class="note mode"><fmt:message key="mode.note.${mode}"/></p></c:if>
    <form id="import-form" method="post" action="<c:out value="${address}"/>/import">
      <l:forgery-token/>
      <input type="hidden" name="choices" value="${choicesMark}">
      <input type="hidden" name="plan" value="${checked.plan()}">
      <input type="hidden" name="mode" value="${mode}">
      <c:if test="${not empty unsafeKeys}"><l:unsafe-keys items="${unsafeKeys}"/></c:if>
      <label class="limit"><fmt:message key="check.most-rejects"/> <input name="mostRejects" type="text" maxlength="12" value="<c:out value="${param.mostRejects}"/>" autocomplete="off" placeholder="<fmt:message key="check.no-limit"/>" aria-describedby="limit-note"></label>
      <p id="limit-note" class="note"><fmt:message key="check.limit-note"/></p>
      <fieldset><legend><fmt:message key="check.changed"/></legend>
        <label><input type="radio" name="changed" value="refuse"${param.changed eq 'reject' ? '' : ' checked'}> <fmt:message key="check.changed.refuse"/></label>
        <label><input type="radio" name="changed" value="reject"${param.changed eq 'reject' ? ' checked' : ''}> <fmt:message key="check.changed.reject"/></label>
      </fieldset>
      <label class="limit"><fmt:message key="check.on-cancel"/> <select name="onCancel"><option value="keep"><fmt:message key="check.on-cancel.keep"/></option><option value="undo"${param.onCancel eq 'undo' ? ' selected' : ''}><fmt:message key="check.on-cancel.undo"/></option></select></label>
      <button type="submit" id="import"><fmt:message key="check.import"><fmt:param value="${checked.counts().imported()}"/></fmt:message></button>
    </form>
  </section>
  <c:if test="${not empty checked.problems()}">
    <section class="card" aria-labelledby="problems-title">
      <h2 id="problems-title"><fmt:message key="check.problems"><fmt:param value="${checked.counts().failed()}"/></fmt:message></h2>
      <c:if test="${checked.counts().failed() gt fn:length(checked.problems())}"><p class="note"><fmt:message key="check.first-problems"><fmt:param value="${fn:length(checked.problems())}"/></fmt:message></p></c:if>
      <div id="problems" class="sheet rejects" role="region" aria-labelledby="problems-title" tabindex="0">
        <table role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col" class="number"><fmt:message key="rejects.column.line"/></th>
              <th role="columnheader" scope="col"><fmt:message key="rejects.column.column"/></th>
              <th role="columnheader" scope="col"><fmt:message key="rejects.column.value"/></th>
              <th role="columnheader" scope="col"><fmt:message key="rejects.column.reason"/></th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            <c:forEach var="reject" items="${problems}">
              <tr role="row">
                <td role="cell" class="number"><fmt:formatNumber value="${reject.line()}"/></td>
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
  <c:if test="${not empty checked.warnings()}">
    <section class="card" id="warnings" aria-labelledby="warnings-title">
      <h2 id="warnings-title"><fmt:message key="warnings.title"/></h2>
      <l:warnings items="${warnings}" label="warnings-title"/>
    </section>
  </c:if>
</l:page>

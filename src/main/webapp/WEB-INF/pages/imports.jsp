<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<fmt:message var="title" key="imports.title"/>
<l:page title="${title}" scripts="import-progress upload check">
  <h1 class="unseen"><fmt:message key="imports.title"/></h1>
  <section class="card upload" aria-labelledby="upload">
    <h2 id="upload"><fmt:message key="upload.title"/></h2>
    <p class="note"><fmt:message key="upload.lead"/></p>
    <c:choose>
      <c:when test="${mayUpload}">
        <div id="refusal" role="alert"><c:if test="${not empty refusal}"><l:refusal sentence="${refusal}"/></c:if></div>
        <template id="refusal-template"><l:refusal sentence=""/></template>
        <form id="upload-form" method="post" action="${root}/imports" enctype="multipart/form-data"
              data-max-bytes="${maxBytes}"
              data-too-large="<c:out value="${tooLarge}"/>"
              data-broken="<fmt:message key="refusal.broken-off"/>"
              data-sending="<fmt:message key="upload.sending"/>"
              data-storing="<fmt:message key="upload.storing"/>"
              data-checks="${root}/api/import-checks"
              data-checking="<fmt:message key="check.checking"/>">
          <%-- first, so that nothing is stored before it is checked --%>
          <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
          <%-- a form that is sent twice is one import --%>
          <input type="hidden" name="start-token" value="<c:out value="${startToken}"/>">
          <l:choices/>
          <details id="columns" class="choices" open<c:if test="${empty columns}"> hidden</c:if>>
            <summary><fmt:message key="columns.title"/></summary>
            <p class="note"><fmt:message key="columns.lead"/></p>
            <l:columns choosable="true"/>
          </details>
          <l:unsafe-keys asked="${not empty unsafeKeys or unsafeRefused}" items="${unsafeKeys}"/>
          <div class="pick">
            <label for="file"><fmt:message key="upload.file"/></label>
            <input id="file" type="file" name="file" required accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.xml,.gz,.zip,text/csv,text/tab-separated-values,text/plain" aria-describedby="file-note">
            <button type="submit"><fmt:message key="upload.submit"/></button>
            <button type="submit" id="check" class="secondary" data-does="check" formaction="${root}/imports/checks"><fmt:message key="check.submit"/></button>
          </div>
          <p id="file-note" class="note pieces"><span><fmt:message key="upload.formats"/></span> <span><c:out value="${limit}"/></span> <a href="${root}/samples/products.csv" download><fmt:message key="upload.sample"/></a></p>
          <div id="sending" class="sending" hidden>
            <label for="sent"><fmt:message key="upload.progress"/></label>
            <progress id="sent" max="100" value="0"></progress>
            <p class="note" role="status"></p>
            <button class="secondary" type="button"><fmt:message key="upload.abort"/></button>
          </div>
          <div id="checking" class="sending" hidden>
            <label for="check-progress"><fmt:message key="check.progress"/></label>
            <progress id="check-progress"></progress>
            <p class="note" role="status"></p>
            <button class="secondary" type="button"><fmt:message key="check.stop"/></button>
          </div>
        </form>
        <%-- what the script fills; outside the form, so that nothing of it is sent --%>
        <template id="column-row" data-most="${mostColumns}"><l:column-row choosable="true"/></template>
        <template id="reading-words"><c:forEach var="word" items="${readingWords}"><span data-word="${word.key}"><c:out value="${word.value}"/></span></c:forEach></template>
        <section id="checked" class="checked" aria-labelledby="checked-title" aria-live="polite"<c:if test="${empty checked}"> hidden</c:if>>
          <h3 id="checked-title"><fmt:message key="check.title"/></h3>
          <p><strong data-check="fileName"><c:if test="${not empty checked}"><c:out value="${checked.fileName()}"/></c:if></strong> <span class="note"><fmt:message key="check.lead"/></span></p>
          <p id="read-as" class="note"><c:out value="${readAs}"/></p>
          <ul id="notes" class="notes"<c:if test="${empty checked or empty checked.reading().notes()}"> hidden</c:if>><c:if test="${not empty checked}"><c:forEach var="note" items="${checked.reading().notes()}"><li><c:out value="${note.message()}"/></li></c:forEach></c:if></ul>
          <dl class="counts">
            <div><dt><fmt:message key="check.records"/></dt><dd data-check="recordCount"><c:if test="${not empty checked}"><fmt:formatNumber value="${checked.counts().processed()}"/></c:if></dd></div>
            <div><dt><fmt:message key="figure.created"/></dt><dd data-check="created"><c:if test="${not empty checked}"><fmt:formatNumber value="${checked.counts().created()}"/></c:if></dd></div>
            <div><dt><fmt:message key="figure.updated"/></dt><dd data-check="updated"><c:if test="${not empty checked}"><fmt:formatNumber value="${checked.counts().updated()}"/></c:if></dd></div>
            <div><dt><fmt:message key="figure.unchanged"/></dt><dd data-check="unchanged"><c:if test="${not empty checked}"><fmt:formatNumber value="${checked.counts().unchanged()}"/></c:if></dd></div>
            <div><dt><fmt:message key="figure.failed"/></dt><dd data-check="failed"><c:if test="${not empty checked}"><fmt:formatNumber value="${checked.counts().failed()}"/></c:if></dd></div>
          </dl>
          <div id="problems" class="sheet rejects" role="region" aria-labelledby="checked-title" tabindex="0"<c:if test="${empty checked or empty checked.problems()}"> hidden</c:if>>
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
                <c:if test="${not empty checked}">
                  <c:forEach var="reject" items="${checked.problems()}">
                    <tr role="row">
                      <td role="cell" class="number"><fmt:formatNumber value="${reject.line()}"/></td>
                      <td role="cell" class="column"><c:out value="${reject.column()}"/></td>
                      <td role="cell" class="value"><c:if test="${not empty reject.value()}"><code><c:out value="${reject.value()}"/></code></c:if></td>
                      <td role="cell" class="reason"><c:out value="${reject.message()}"/></td>
                    </tr>
                  </c:forEach>
                </c:if>
              </tbody>
            </table>
          </div>
          <div id="warnings"<c:if test="${empty checked or empty checked.warnings()}"> hidden</c:if>>
            <h4 id="warnings-title"><fmt:message key="warnings.title"/></h4>
            <l:warnings items="${empty checked ? null : checked.warnings()}" label="warnings-title"/>
          </div>
          <c:if test="${not empty checked}"><p class="note"><fmt:message key="check.again"/></p></c:if>
          <p id="changed" class="note" role="status" data-changed="<fmt:message key="check.changed"/>"></p>
          <button id="apply" type="submit" form="upload-form" formaction="${root}/imports?sha256=<c:if test="${not empty checked}"><c:out value="${checked.sha256()}"/></c:if>"><fmt:message key="check.apply"/></button>
        </section>
      </c:when>
      <c:otherwise><p class="note"><fmt:message key="upload.viewer"/></p></c:otherwise>
    </c:choose>
  </section>
  <section class="card history" id="history" aria-labelledby="history-title"${anyActive ? ' data-active' : ''}>
    <h2 id="history-title"><fmt:message key="imports.history"/></h2>
    <c:choose>
      <c:when test="${empty rows}"><p class="note"><fmt:message key="imports.empty"/></p></c:when>
      <c:otherwise>
        <table role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col"><fmt:message key="imports.column.file"/></th>
              <th role="columnheader" scope="col"><fmt:message key="imports.column.state"/></th>
              <th role="columnheader" scope="col"><fmt:message key="imports.column.records"/></th>
              <th role="columnheader" scope="col"><fmt:message key="imports.column.duration"/></th>
              <th role="columnheader" scope="col"><fmt:message key="imports.column.uploaded"/></th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            <c:forEach var="row" items="${rows}">
              <tr role="row">
                <td role="cell" class="name"><a href="${root}/imports/${row.view().id()}"><c:out value="${row.view().fileName()}"/></a><span class="note"><c:out value="${row.figures().uploaded}"/></span></td>
                <td role="cell"><l:badge fragment="${row.fragment()}"/><c:if test="${not row.view().status().ended and row.fragment() ne 'enqueued' and not empty row.figures().percent}"> <span class="note"><c:out value="${row.figures().percent}"/></span></c:if></td>
                <td role="cell" class="counted"><c:out value="${row.figures().records}"/><span class="note"><c:out value="${row.figures().outcome}"/></span></td>
                <td role="cell" class="took"><c:out value="${row.figures().elapsed}"/></td>
                <td role="cell" class="when"><time datetime="${row.view().createdAt()}"><c:out value="${row.createdAt()}"/></time></td>
              </tr>
            </c:forEach>
          </tbody>
        </table>
        <p class="note"><c:out value="${kept}"/></p>
      </c:otherwise>
    </c:choose>
  </section>
</l:page>

<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<fmt:message var="title" key="imports.title"/>
<l:page title="${title}" scripts="import-progress upload">
  <h1 class="unseen"><fmt:message key="imports.title"/></h1>
  <section class="card upload" aria-labelledby="upload">
    <h2 id="upload"><fmt:message key="upload.title"/></h2>
    <p class="note"><fmt:message key="upload.lead"/></p>
    <c:choose>
      <c:when test="${mayUpload}">
        <div id="refusal" role="alert"><c:if test="${not empty refusal}"><l:refusal sentence="${refusal}"/></c:if></div>
        <template id="refusal-template"><l:refusal sentence=""/></template>
        <form id="upload-form" method="post" action="${root}/imports/files" enctype="multipart/form-data"
              data-max-bytes="${maxBytes}"
              data-too-large="<c:out value="${tooLarge}"/>"
              data-broken="<fmt:message key="refusal.broken-off"/>"
              data-sending="<fmt:message key="upload.sending"/>"
              data-storing="<fmt:message key="upload.storing"/>">
          <%-- first, so that nothing is stored before it is checked --%>
          <l:forgery-token/>
          <%-- a form that is sent twice is one import --%>
          <input type="hidden" name="start-token" value="<c:out value="${startToken}"/>">
          <div class="pick">
            <label for="file"><fmt:message key="upload.file"/></label>
            <input id="file" type="file" name="file" required accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.xml,.gz,.zip,text/csv,text/tab-separated-values,text/plain" aria-describedby="file-note">
            <%-- the first, which Enter presses, imports nothing --%>
            <button type="submit" id="look"><fmt:message key="upload.continue"/></button>
            <button type="submit" id="import" class="secondary" formaction="${root}/imports"><fmt:message key="upload.submit"/></button>
          </div>
          <p id="file-note" class="note pieces"><span><fmt:message key="upload.formats"/></span> <span><c:out value="${limit}"/></span> <a href="${root}/samples/products.csv" download><fmt:message key="upload.sample"/></a></p>
          <div id="sending" class="sending" hidden>
            <label for="sent"><fmt:message key="upload.progress"/></label>
            <progress id="sent" max="100" value="0"></progress>
            <p class="note" role="status"></p>
            <button class="secondary" type="button"><fmt:message key="upload.abort"/></button>
          </div>
        </form>
      </c:when>
      <c:otherwise><p class="note"><fmt:message key="upload.viewer"/></p></c:otherwise>
    </c:choose>
  </section>
  <c:if test="${not empty staged}">
    <section class="card" id="staged" aria-labelledby="staged-title">
      <h2 id="staged-title"><fmt:message key="staged.title"/></h2>
      <ul class="notes"><c:forEach var="row" items="${staged}"><li><a href="${root}${row.path()}"><c:out value="${row.fileName()}"/></a> <span class="note"><c:out value="${row.size()}"/>, <c:out value="${row.uploadedAt()}"/></span></li></c:forEach></ul>
      <p class="note"><c:out value="${stagedKept}"/></p>
    </section>
  </c:if>
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

<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<fmt:message var="heading" key="left.heading"><fmt:param value="${view.fileName()}"/></fmt:message>
<l:page title="${heading}">
  <p class="crumb"><a href="${root}/imports/${view.id()}"><l:icon name="back"/> <fmt:message key="left.back"/></a></p>
  <header class="file">
    <h1><c:out value="${heading}"/></h1>
    <p class="note" id="left"><c:out value="${leftSentence}"/></p>
  </header>
  <c:if test="${not empty refusal}"><l:refusal sentence="${refusal}" title="left.refused"/></c:if>
  <c:if test="${not empty retryOf}"><p class="note"><fmt:message key="left.of-retry"/> <a href="${root}/imports/rejects/${retryOf.id()}"><c:out value="${retryOf.fileName()}"/></a></p></c:if>
  <l:reject-groups/>
  <c:if test="${mayRetry and not empty rows}">
    <section class="card" aria-labelledby="change">
      <h2 id="change"><fmt:message key="left.change"/></h2>
      <p class="note"><fmt:message key="left.change.note"/></p>
      <form id="change-form" method="post" action="${root}/imports/rejects" enctype="multipart/form-data">
        <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
        <input type="hidden" name="import" value="${view.id()}">
        <input type="hidden" name="start-token" value="<c:out value="${startToken}"/>">
        <input type="hidden" name="code" value="<c:out value="${code}"/>">
        <c:forEach var="row" items="${rows}">
          <fieldset class="reject">
            <legend><label><input type="checkbox" name="record.${row.record()}" checked> <fmt:message key="left.line"><fmt:param value="${row.line()}"/></fmt:message></label></legend>
            <p class="reason"><c:out value="${row.reason()}"/></p>
            <div class="cells"><c:forEach var="cell" items="${row.named()}"><l:reject-cell record="${row.record()}" cell="${cell}"/></c:forEach></div>
            <c:if test="${not empty row.surplus()}">
              <label><input type="checkbox" name="cell.${row.record()}.${row.columnCount()}"> <fmt:message key="left.surplus"/> <code><c:out value="${row.surplus()}"/></code></label>
            </c:if>
            <c:if test="${not empty row.others()}">
              <details class="choices">
                <summary><fmt:message key="left.others"/></summary>
                <div class="cells"><c:forEach var="cell" items="${row.others()}"><l:reject-cell record="${row.record()}" cell="${cell}"/></c:forEach></div>
              </details>
            </c:if>
          </fieldset>
        </c:forEach>
        <button type="submit"><fmt:message key="left.retry-these"/></button>
      </form>
      <c:if test="${not empty next}">
        <c:url var="following" value="/imports/rejects/${view.id()}"><c:param name="after" value="${next}"/><c:if test="${not empty code}"><c:param name="code" value="${code}"/></c:if></c:url>
        <p><a id="next" href="<c:out value="${following}"/>"><fmt:message key="left.next"/></a></p>
      </c:if>
    </section>
    <section class="card" aria-labelledby="as-they-are">
      <h2 id="as-they-are"><fmt:message key="left.as-they-are"/></h2>
      <p class="note"><fmt:message key="left.as-they-are.note"/></p>
      <form id="all-form" method="post" action="${root}/imports/rejects" enctype="multipart/form-data">
        <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
        <input type="hidden" name="import" value="${view.id()}">
        <input type="hidden" name="start-token" value="<c:out value="${startToken}"/>-all">
        <input type="hidden" name="code" value="<c:out value="${code}"/>">
        <button class="secondary" type="submit" name="all" value="yes"><fmt:message key="left.retry-all"/></button>
      </form>
    </section>
    <section class="card" aria-labelledby="as-a-file">
      <h2 id="as-a-file"><fmt:message key="left.file"/></h2>
      <p class="note"><fmt:message key="left.file.note"/> <a href="${root}/imports/${view.id()}/rejects.csv" download><fmt:message key="rejects.download"/></a></p>
      <form id="file-form" method="post" action="${root}/imports/rejects" enctype="multipart/form-data">
        <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
        <input type="hidden" name="import" value="${view.id()}">
        <input type="hidden" name="start-token" value="<c:out value="${startToken}"/>-file">
        <label><fmt:message key="left.file.label"/> <input type="file" name="file" required></label>
        <button class="secondary" type="submit"><fmt:message key="left.retry-file"/></button>
      </form>
    </section>
  </c:if>
</l:page>

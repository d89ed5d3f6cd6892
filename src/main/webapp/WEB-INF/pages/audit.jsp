<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<fmt:message var="title" key="audit.title"/>
<l:page title="${title}">
  <h1><c:out value="${title}"/></h1>
  <section class="card account" aria-labelledby="audit-lead">
    <p class="note" id="audit-lead"><fmt:message key="audit.lead"/></p>
    <form class="fields" method="get" action="${root}/audit">
      <label><fmt:message key="audit.user"/><input name="user" type="text" maxlength="100" autocomplete="off" value="<c:out value="${param.user}"/>"></label>
      <label><fmt:message key="audit.action"/>
        <select name="action">
          <option value=""><fmt:message key="audit.all"/></option>
          <c:forEach var="action" items="${actions}">
            <option value="${action.key()}"${param.action eq action.key() ? ' selected' : ''}><fmt:message key="audit.action.${action.key()}"/></option>
          </c:forEach>
        </select>
      </label>
      <label><fmt:message key="audit.from"/><input name="from" type="date" value="<c:out value="${param.from}"/>"></label>
      <label><fmt:message key="audit.until"/><input name="until" type="date" value="<c:out value="${param.until}"/>"></label>
      <button type="submit" class="secondary"><fmt:message key="audit.show"/></button>
    </form>
    <c:choose>
      <c:when test="${empty entries}"><p><fmt:message key="audit.none"/></p></c:when>
      <c:otherwise>
        <div class="sheet" role="region" aria-labelledby="audit-lead" tabindex="0">
          <table id="audit">
            <thead>
              <tr>
                <th scope="col"><fmt:message key="audit.column.time"/></th>
                <th scope="col"><fmt:message key="audit.user"/></th>
                <th scope="col"><fmt:message key="audit.action"/></th>
                <th scope="col"><fmt:message key="audit.column.detail"/></th>
                <th scope="col"><fmt:message key="audit.column.where"/></th>
              </tr>
            </thead>
            <tbody>
              <c:forEach var="entry" items="${entries}">
                <tr>
                  <td><l:moment at="${entry.at()}"/></td>
                  <td class="name"><c:out value="${entry.user()}"/></td>
                  <td><fmt:message key="audit.action.${entry.action()}"/><c:if test="${entry.times() gt 1}"> <span class="note">&#215;&#160;<fmt:formatNumber value="${entry.times()}"/></span></c:if></td>
                  <td class="value"><c:out value="${entry.subject()}"/> <span class="note"><c:out value="${entry.detail()}"/></span></td>
                  <td><c:out value="${entry.address()}"/> <span class="note"><c:out value="${entry.node()}"/></span></td>
                </tr>
              </c:forEach>
            </tbody>
          </table>
        </div>
        <c:if test="${not empty next}">
          <c:url var="older" value="/audit"><c:param name="user" value="${param.user}"/><c:param name="action" value="${param.action}"/><c:param name="from" value="${param.from}"/><c:param name="until" value="${param.until}"/><c:param name="before" value="${next}"/></c:url>
          <p><a id="older" href="<c:out value="${older}"/>"><fmt:message key="audit.next"/></a></p>
        </c:if>
      </c:otherwise>
    </c:choose>
  </section>
</l:page>

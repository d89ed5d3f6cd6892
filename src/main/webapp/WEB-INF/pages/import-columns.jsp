<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<%-- a message is printed as it is, so those with a user's text in them are kept and escaped --%>
<c:if test="${not empty profile}">
  <fmt:message var="taken" key="profile.taken"><fmt:param value="${profile.name()}"/></fmt:message>
  <fmt:message var="savedBy" key="profile.saved-by"><fmt:param value="${profile.name()}"/><fmt:param value="${profile.savedBy()}"/></fmt:message>
</c:if>
<l:page title="${file.fileName()}">
  <p class="crumb"><a href="${root}/imports"><l:icon name="back"/> <fmt:message key="import.back"/></a></p>
  <header class="file staged">
    <div>
      <h1><c:out value="${file.fileName()}"/></h1>
      <p class="note pieces"><span><c:out value="${fileSize}"/></span> <c:if test="${not empty file.reading()}"><span><fmt:message key="staged.records"><fmt:param value="${file.reading().recordCount()}"/></fmt:message></span></c:if> <c:if test="${not empty profile}"><span><c:out value="${taken}"/></span></c:if></p>
    </div>
    <l:steps step="columns"/>
  </header>
  <l:earlier/>
  <c:if test="${not empty refusal}"><div id="mistake" role="alert"><l:refusal sentence="${refusal}" title="${refusalTitle}"/></div></c:if>
  <form id="columns-form" class="card workbench" method="post" action="<c:out value="${address}"/>">
    <l:forgery-token/>
    <h2><fmt:message key="columns.title"/></h2>
    <c:if test="${not empty readAs}"><p id="read-as" class="note"><c:out value="${readAs}"/></p></c:if>
    <c:if test="${not empty reading and not empty reading.notes()}"><ul id="notes" class="notes"><c:forEach var="note" items="${reading.notes()}"><li><c:out value="${note.message()}"/></li></c:forEach></ul></c:if>
    <%-- the first button of the form, which Enter in one of its fields presses: it only reads --%>
    <button type="submit" class="unseen" name="next" value="read" tabindex="-1" aria-hidden="true"><fmt:message key="columns.read"/></button>
    <c:if test="${not empty columns}">
      <p class="note"><fmt:message key="columns.lead"/></p>
      <l:columns choosable="true"/>
    </c:if>
    <l:choices/>
    <div class="steps-on">
      <button type="submit" id="read" class="secondary" name="next" value="read"><fmt:message key="columns.read"/></button>
      <button type="submit" id="check" name="next" value="check"><fmt:message key="columns.check"/></button>
    </div>
    <fieldset class="profiles">
      <legend><fmt:message key="profile.title"/></legend>
      <p class="note">
        <c:choose>
          <c:when test="${not empty profile}"><c:out value="${savedBy}"/></c:when>
          <c:when test="${fn:length(fitting) gt 1}"><fmt:message key="profile.several"/></c:when>
          <c:otherwise><fmt:message key="profile.lead"/></c:otherwise>
        </c:choose>
      </p>
      <div class="fields">
        <label><fmt:message key="profile.name"/><input name="profileName" type="text" maxlength="100" autocomplete="off" value="<c:if test="${not empty profile}"><c:out value="${profile.name()}"/></c:if>"></label>
        <button type="submit" id="save-profile" class="secondary" name="next" value="save-profile"><fmt:message key="profile.save"/></button>
      </div>
      <c:if test="${not empty profiles}">
        <div class="fields">
          <label><fmt:message key="profile.choose"/>
            <select name="profile">
              <option value=""><fmt:message key="profile.none"/></option>
              <c:forEach var="name" items="${profiles}"><option value="<c:out value="${name}"/>"${not empty profile and profile.name() eq name ? ' selected' : ''}><c:out value="${name}"/><c:if test="${fitting.contains(name)}"> (<fmt:message key="profile.fits"/>)</c:if></option></c:forEach>
            </select>
          </label>
          <button type="submit" id="use-profile" class="secondary" name="next" value="use-profile"><fmt:message key="profile.use"/></button>
          <button type="submit" id="remove-profile" class="secondary" name="next" value="remove-profile"><fmt:message key="profile.remove"/></button>
        </div>
      </c:if>
    </fieldset>
  </form>
  <form class="discard" method="post" action="<c:out value="${address}"/>/removal">
    <l:forgery-token/>
    <button type="submit" class="secondary"><fmt:message key="staged.discard"/></button>
  </form>
</l:page>

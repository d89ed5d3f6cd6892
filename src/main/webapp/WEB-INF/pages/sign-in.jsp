<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<fmt:message var="title" key="sign-in.title"/>
<l:page title="${title}">
  <section class="card narrow" aria-labelledby="sign-in">
    <h1 id="sign-in"><fmt:message key="sign-in.title"/></h1>
    <p class="note"><fmt:message key="sign-in.lead"/></p>
    <form method="post" action="${root}/sign-in">
      <c:if test="${refused or not empty retryAfter}">
        <fmt:message var="why" key="${refused ? 'sign-in.refused' : 'sign-in.throttled'}"><fmt:param value="${retryAfter}"/></fmt:message>
        <div class="refusal" role="alert" id="refused"><l:icon name="failed"/><p><c:out value="${why}"/></p></div>
      </c:if>
      <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
      <input type="hidden" name="return" value="<c:out value="${returnPath}"/>">
      <label for="user"><fmt:message key="sign-in.user"/></label>
      <input id="user" name="user" type="text" required maxlength="100" autocomplete="username" autocapitalize="none"
             spellcheck="false" value="<c:out value="${user}"/>"${empty user ? ' autofocus' : ''}>
      <label for="password"><fmt:message key="sign-in.password"/></label>
      <input id="password" name="password" type="password" required maxlength="1000" autocomplete="current-password"${empty user ? '' : ' autofocus'}${refused ? ' aria-invalid="true" aria-describedby="refused"' : ''}>
      <button type="submit"><fmt:message key="sign-in.submit"/></button>
    </form>
  </section>
</l:page>

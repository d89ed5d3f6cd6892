<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="The frame of every page: head, header, content." %>
<%@ attribute name="title" required="true" description="Plain text, escaped here; the product's name follows it." %>
<%@ attribute name="scripts" required="false" description="Names of the modules that make it livelier, separated by spaces." %>
<%@ attribute name="refreshSeconds" required="false" type="java.lang.Integer" description="How often it reloads without script." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<c:set var="root" value="${pageContext.request.contextPath}" scope="request"/>
<!DOCTYPE html>
<fmt:message var="spoken" key="page.language"/>
<html lang="${empty language ? spoken : language}" dir="<fmt:message key="page.direction"/>">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title><c:out value="${title}"/> · <fmt:message key="product"/></title>
  <link rel="icon" href="${root}/assets/longhaul.svg" type="image/svg+xml">
  <link rel="stylesheet" href="${root}/assets/pico.min.css">
  <link rel="stylesheet" href="${root}/assets/longhaul.css">
  <c:forTokens var="script" items="${scripts}" delims=" "><script type="module" src="${root}/assets/${script}.js"></script></c:forTokens>
  <c:if test="${not empty refreshSeconds}"><noscript><meta http-equiv="refresh" content="${refreshSeconds}"></noscript></c:if>
</head>
<body>
<a class="skip" href="#content"><fmt:message key="nav.skip"/></a>
<header class="bar">
  <div class="wide">
    <a class="brand" href="${root}/imports"><l:icon name="brand"/><span><fmt:message key="product"/></span></a>
    <c:if test="${not empty pageContext.request.userPrincipal}">
      <form class="session" method="post" action="${root}/sign-out">
        <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
        <c:if test="${pageContext.request.isUserInRole('longhaul-admin')}"><a href="${root}/audit"><fmt:message key="nav.audit"/></a></c:if>
        <a class="user" href="${root}/account" title="<fmt:message key="nav.account"/>"><c:out value="${pageContext.request.userPrincipal.name}"/></a>
        <button class="quiet" type="submit"><fmt:message key="nav.sign-out"/></button>
      </form>
    </c:if>
  </div>
</header>
<main id="content" class="wide">
<jsp:doBody/>
</main>
</body>
</html>

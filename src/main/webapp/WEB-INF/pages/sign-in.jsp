<%@ page session="false" contentType="text/html;charset=UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Sign in - Longhaul</title>
  <link rel="stylesheet" href="<c:url value="/assets/pico.min.css"/>">
  <link rel="stylesheet" href="<c:url value="/assets/longhaul.css"/>">
</head>
<body class="sign-in">
  <main class="container">
    <article>
      <header><h1>Longhaul</h1></header>
      <form method="post" action="<c:url value="/sign-in"/>">
        <c:if test="${refused}">
          <p role="alert" id="refused">Name and password do not match. Please try again.</p>
        </c:if>
        <c:if test="${not empty retryAfter}">
          <p role="alert" id="refused">There were too many bad passwords. Please try again in <c:out value="${retryAfter}"/>.</p>
        </c:if>
        <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
        <input type="hidden" name="return" value="<c:out value="${returnPath}"/>">
        <label for="user">Name</label>
        <input id="user" name="user" type="text" required maxlength="100" autocomplete="username" autocapitalize="none"
               spellcheck="false" value="<c:out value="${user}"/>" <c:if test="${empty user}">autofocus</c:if>>
        <label for="password">Password</label>
        <input id="password" name="password" type="password" required maxlength="1000"
               autocomplete="current-password" <c:if test="${not empty user}">autofocus</c:if>
               <c:if test="${refused}">aria-invalid="true" aria-describedby="refused"</c:if>>
        <button type="submit">Sign in</button>
      </form>
    </article>
  </main>
</body>
</html>

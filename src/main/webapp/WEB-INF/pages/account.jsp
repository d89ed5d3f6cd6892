<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<fmt:setBundle basename="dev.longhaul.shop.messages" scope="request"/>
<fmt:message var="title" key="account.title"/>
<l:page title="${title}">
  <h1><c:out value="${title}"/></h1>
  <c:if test="${mustChange}"><p id="must-change"><strong><fmt:message key="account.must-change"/></strong></p></c:if>
  <c:choose>
    <c:when test="${passwordKeptHere}">
      <section class="card account" aria-labelledby="password-title">
        <h2 id="password-title"><fmt:message key="account.password"/></h2>
        <c:if test="${changed}"><p role="status" id="changed"><fmt:message key="account.password.changed"/></p></c:if>
        <l:refused form="password"/>
        <form id="password-form" method="post" action="${root}/account/password">
          <l:forgery-token/>
          <%-- for the password manager of the browser --%>
          <input type="text" name="user" autocomplete="username" value="<c:out value="${pageContext.request.userPrincipal.name}"/>" hidden>
          <label for="current"><fmt:message key="account.password.current"/></label>
          <input id="current" name="current" type="password" required maxlength="1000" autocomplete="current-password">
          <label for="new"><fmt:message key="account.password.new"/></label>
          <input id="new" name="new" type="password" required minlength="12" maxlength="1000" autocomplete="new-password" aria-describedby="password-hint">
          <label for="again"><fmt:message key="account.password.again"/></label>
          <input id="again" name="again" type="password" required minlength="12" maxlength="1000" autocomplete="new-password">
          <p id="password-hint" class="note"><fmt:message key="account.password.hint"/></p>
          <button type="submit"><fmt:message key="account.password.submit"/></button>
        </form>
      </section>
    </c:when>
    <c:otherwise><p class="note"><fmt:message key="account.elsewhere"/></p></c:otherwise>
  </c:choose>
  <c:if test="${not mustChange}">
    <section class="card account" aria-labelledby="sign-ins-title">
      <h2 id="sign-ins-title"><fmt:message key="account.sign-ins"/></h2>
      <div class="sheet" role="region" aria-labelledby="sign-ins-title" tabindex="0">
        <table id="sign-ins">
          <thead>
            <tr>
              <th scope="col"><fmt:message key="account.sign-ins.browser"/></th>
              <th scope="col"><fmt:message key="account.sign-ins.address"/></th>
              <th scope="col"><fmt:message key="account.sign-ins.created"/></th>
              <th scope="col"><fmt:message key="account.last-use"/></th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            <c:forEach var="signIn" items="${signIns}">
              <tr>
                <td><c:out value="${signIn.browser()}"/></td>
                <td><c:out value="${signIn.address()}"/></td>
                <td><l:moment at="${signIn.createdAt()}"/></td>
                <td><l:moment at="${signIn.lastUseAt()}"/></td>
                <td>
                  <c:choose>
                    <c:when test="${signIn.id() eq currentSignIn}"><span class="note"><fmt:message key="account.sign-ins.current"/></span></c:when>
                    <c:otherwise>
                      <form method="post" action="${root}/account/ended-sign-ins">
                        <l:forgery-token/>
                        <input type="hidden" name="id" value="${signIn.id()}">
                        <button class="quiet" type="submit"><fmt:message key="account.sign-ins.end"/></button>
                      </form>
                    </c:otherwise>
                  </c:choose>
                </td>
              </tr>
            </c:forEach>
          </tbody>
        </table>
      </div>
      <form method="post" action="${root}/account/ended-sign-ins">
        <l:forgery-token/>
        <input type="hidden" name="id" value="others">
        <button class="secondary" type="submit"><fmt:message key="account.sign-ins.end-others"/></button>
      </form>
    </section>
    <c:if test="${passwordKeptHere}">
      <section class="card account" aria-labelledby="tokens-title">
        <h2 id="tokens-title"><fmt:message key="account.tokens"/></h2>
        <p class="note"><fmt:message key="account.tokens.lead"/></p>
        <c:if test="${not empty createdToken}">
          <fmt:message var="made" key="account.tokens.created"><fmt:param value="${createdToken.token().name()}"/></fmt:message>
          <p role="status"><c:out value="${made}"/></p>
          <p><code id="created-token"><c:out value="${createdToken.secret()}"/></code></p>
        </c:if>
        <c:choose>
          <c:when test="${empty tokens}"><p><fmt:message key="account.tokens.none"/></p></c:when>
          <c:otherwise>
            <div class="sheet" role="region" aria-labelledby="tokens-title" tabindex="0">
              <table id="tokens">
                <thead>
                  <tr>
                    <th scope="col"><fmt:message key="account.tokens.name"/></th>
                    <th scope="col"><fmt:message key="account.tokens.scope"/></th>
                    <th scope="col"><fmt:message key="account.last-use"/></th>
                    <th scope="col"><fmt:message key="account.tokens.expires"/></th>
                    <td></td>
                  </tr>
                </thead>
                <tbody>
                  <c:forEach var="token" items="${tokens}">
                    <tr>
                      <td class="name"><c:out value="${token.name()}"/></td>
                      <td><fmt:message key="account.scope.${token.scope()}"/></td>
                      <td><c:choose><c:when test="${empty token.lastUseAt()}"><fmt:message key="account.tokens.never"/></c:when><c:otherwise><l:moment at="${token.lastUseAt()}"/></c:otherwise></c:choose></td>
                      <td><l:moment at="${token.expiresAt()}"/></td>
                      <td>
                        <form method="post" action="${root}/account/revoked-tokens">
                          <l:forgery-token/>
                          <input type="hidden" name="id" value="${token.id()}">
                          <button class="quiet" type="submit"><fmt:message key="account.tokens.revoke"/></button>
                        </form>
                      </td>
                    </tr>
                  </c:forEach>
                </tbody>
              </table>
            </div>
          </c:otherwise>
        </c:choose>
        <l:refused form="token"/>
        <form id="token-form" class="fields" method="post" action="${root}/account/tokens">
          <l:forgery-token/>
          <label><fmt:message key="account.tokens.name"/><input name="name" type="text" required maxlength="100" autocomplete="off"></label>
          <label><fmt:message key="account.tokens.scope"/>
            <select name="scope">
              <option value="read"><fmt:message key="account.scope.read"/></option>
              <option value="import"><fmt:message key="account.scope.import"/></option>
              <c:if test="${pageContext.request.isUserInRole('longhaul-admin')}"><option value="audit"><fmt:message key="account.scope.audit"/></option></c:if>
            </select>
          </label>
          <label><fmt:message key="account.tokens.days"/><input name="days" type="number" required min="1" max="${mostDays}" value="90"></label>
          <button type="submit" class="secondary"><fmt:message key="account.tokens.create"/></button>
        </form>
      </section>
    </c:if>
  </c:if>
</l:page>

<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="Ends an import that does not answer its cancel; works without script." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:if test="${mayForce}">
  <form class="resume" method="post" action="${root}/imports/${view.id()}/forced-end">
    <p class="note"><fmt:message key="force.explanation"><fmt:param value="${forceAfterMinutes}"/></fmt:message></p>
    <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
    <button class="danger" type="submit"><fmt:message key="force.confirm"/></button>
  </form>
</c:if>

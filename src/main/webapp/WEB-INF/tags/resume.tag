<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="Lets an import go on that has ended early; works without script." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:if test="${mayResume and not held}">
  <form class="resume" method="post" action="${root}/imports/${view.id()}/resumption">
    <p class="note"><fmt:message key="resume.explanation"/></p>
    <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
    <button type="submit"><fmt:message key="resume.confirm"/></button>
  </form>
</c:if>

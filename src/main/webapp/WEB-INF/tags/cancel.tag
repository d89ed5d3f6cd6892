<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="Asks before it stops the import; opens and works without script." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:if test="${mayCancel}">
  <details class="cancel">
    <summary><fmt:message key="cancel.open"/></summary>
    <form method="post" action="${root}/imports/${view.id()}/cancellation">
      <p><c:choose><c:when test="${view.request().onCancel() eq 'UNDO'}"><fmt:message key="cancel.explanation.undo"/></c:when><c:otherwise><fmt:message key="cancel.explanation"/></c:otherwise></c:choose></p>
      <input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">
      <button class="danger" type="submit"><fmt:message key="cancel.confirm"/></button>
    </form>
  </details>
</c:if>

<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="Proves that a form is one of ours." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<input type="hidden" name="forgery-token" value="<c:out value="${forgeryToken}"/>">

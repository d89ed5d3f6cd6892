<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="Why a file was not taken, in one sentence." %>
<%@ attribute name="sentence" required="true" description="Plain text, escaped here." %>
<%@ attribute name="title" required="false" description="The key of the line above it; by default that nothing was imported." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<div class="refusal"><l:icon name="failed"/><p><strong><fmt:message key="${empty title ? 'upload.refused' : title}"/></strong> <span data-sentence><c:out value="${sentence}"/></span></p></div>

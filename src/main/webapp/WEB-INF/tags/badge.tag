<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="A state by icon, word and colour." %>
<%@ attribute name="fragment" required="true" description="The state's name, as the fragments are named." %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<span class="badge" data-state="${fragment}"><l:icon name="${fragment}"/> <fmt:message key="status.${fragment}"/></span>

<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="Why a form of the account was refused, above that form." %>
<%@ attribute name="form" required="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<c:if test="${refusedForm eq form}"><div class="refusal" role="alert"><l:icon name="failed"/><p><fmt:message key="account.refused.${refusal}"/></p></div></c:if>

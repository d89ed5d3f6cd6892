<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="Where a staged file stands between its upload and its import." %>
<%@ attribute name="step" required="true" description="columns or check." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<ol class="steps" aria-label="<fmt:message key="steps.label"/>">
  <li class="done"><fmt:message key="steps.file"/></li>
  <c:choose>
    <c:when test="${step eq 'check'}"><li class="done"><a href="<c:out value="${address}"/>"><fmt:message key="steps.columns"/></a></li><li aria-current="step"><fmt:message key="steps.check"/></li></c:when>
    <c:otherwise><li aria-current="step"><fmt:message key="steps.columns"/></li><li><fmt:message key="steps.check"/></li></c:otherwise>
  </c:choose>
</ol>

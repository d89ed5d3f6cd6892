<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="Says that exactly this file was imported before, and leads there." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:if test="${not empty earlier}">
  <%-- printed as it is, a message would not be escaped --%>
  <fmt:message var="when" key="earlier.when"><fmt:param value="${earlierAt}"/><fmt:param value="${earlier.startedBy()}"/><fmt:param value="${earlierState}"/></fmt:message>
  <div id="earlier" class="gate">
    <p><strong><fmt:message key="earlier.title"/></strong></p>
    <p class="note"><c:out value="${when}"/>&#32;<a href="${root}/imports/${earlier.id()}"><fmt:message key="earlier.open"/></a></p>
  </div>
</c:if>

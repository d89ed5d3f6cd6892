<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="The quieter numbers, by name; one without a text is left out." %>
<%@ attribute name="names" required="true" description="Figures, separated by spaces." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<dl class="facts">
  <c:forTokens var="name" items="${names}" delims=" ">
    <c:set var="figure" value="${name eq 'duration' ? 'elapsed' : name eq 'average' ? 'rate' : name}"/>
    <div><dt><fmt:message key="figure.${name}"/></dt><dd><l:figure name="${figure}"/></dd></div>
  </c:forTokens>
</dl>

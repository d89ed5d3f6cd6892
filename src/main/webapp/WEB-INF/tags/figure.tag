<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="One text of the import; the script replaces it by name." %>
<%@ attribute name="name" required="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<span data-figure="${name}"><c:out value="${figures[name]}"/></span>

<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="One cell of a rejected record; one that is too long for a form stays as it is." %>
<%@ attribute name="record" required="true" type="java.lang.Long" %>
<%@ attribute name="cell" required="true" type="java.lang.Object" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:choose>
  <c:when test="${not cell.isOpen()}"><p><span><c:out value="${cell.column()}"/></span> <span class="note"><fmt:message key="left.too-long"/></span></p></c:when>
  <c:otherwise><label<c:if test="${cell.isFaulty()}"> class="faulty"</c:if>><span><c:out value="${cell.column()}"/></span>
    <c:choose>
      <c:when test="${cell.isLong()}"><textarea name="cell.${record}.${cell.position()}" rows="2">
<c:out value="${cell.text()}"/></textarea></c:when>
      <c:otherwise><input type="text" name="cell.${record}.${cell.position()}" value="<c:out value="${cell.text()}"/>" autocomplete="off"></c:otherwise>
    </c:choose></label></c:otherwise>
</c:choose>

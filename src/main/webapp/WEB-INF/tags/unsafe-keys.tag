<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="Asks what becomes of records whose key cannot be trusted, before they are imported." %>
<%@ attribute name="items" required="true" type="java.util.List" description="What they are, in sentences." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<fieldset id="unsafe" class="gate">
  <legend><fmt:message key="unsafe.title"/></legend>
  <ul class="notes"><c:forEach var="item" items="${items}"><li><c:out value="${item}"/></li></c:forEach></ul>
  <p class="note"><fmt:message key="unsafe.advice"/></p>
  <label class="option"><input type="checkbox" name="unsafeKeys" value="reject" required${param.unsafeKeys eq 'reject' ? ' checked' : ''}> <fmt:message key="unsafe.leave-out"/></label>
</fieldset>

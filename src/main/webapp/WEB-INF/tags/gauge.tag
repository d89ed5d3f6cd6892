<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="The bar and the numbers that belong to it." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<div class="gauge">
  <p class="percent"><l:figure name="percent"/></p>
  <p class="phase"><l:figure name="phase"/></p>
  <label class="unseen" for="bar"><fmt:message key="import.progress"/></label>
  <progress id="bar" max="100"<c:if test="${not empty percent}"> value="${percent}"</c:if>></progress>
  <p class="share"><l:figure name="records"/><c:if test="${not view.status().ended}"> <l:figure name="rate"/> <l:figure name="remaining"/></c:if></p>
</div>

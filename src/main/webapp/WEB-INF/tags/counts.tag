<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="The records by outcome." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<dl class="counts">
  <c:forTokens var="outcome" items="created updated unchanged failed${view.request().mode() eq 'BOTH' ? '' : ' skipped'}" delims=" ">
    <div data-outcome="${outcome}"<c:if test="${outcome eq 'failed' and view.counts().failed() gt 0}"> class="some"</c:if>><dt><fmt:message key="figure.${outcome}"/></dt><dd><l:figure name="${outcome}"/></dd></div>
  </c:forTokens>
</dl>
<c:if test="${view.request().mode() ne 'BOTH'}"><p class="note mode"><fmt:message key="mode.note.${view.request().mode().word()}"/></p></c:if>

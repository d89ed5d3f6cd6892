<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="State and what it means, at the top of every status fragment." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<header class="state">
  <l:icon name="${fragment}"/>
  <div>
    <h2 id="state" tabindex="-1"><l:figure name="status"/></h2>
    <p><l:figure name="lead"/></p>
  </div>
</header>

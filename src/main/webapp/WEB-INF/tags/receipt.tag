<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="Who cancelled the import, and how far that has come; nothing as long as nobody has." %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<l:facts names="cancel-requested cancel-delivered cancel-observed cancel-ended"/>

<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<l:head/>
<l:gauge/>
<l:counts/>
<l:cancel/>
<l:resume/>

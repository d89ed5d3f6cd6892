<%@ page pageEncoding="UTF-8" contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="l" tagdir="/WEB-INF/tags" %>
<l:head/>
<l:gauge/>
<p class="silence"><l:figure name="silence"/></p>
<l:counts/>
<l:receipt/>
<l:facts names="products variants elapsed changed node"/>
<l:force/>

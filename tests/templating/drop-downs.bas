Function Invalid(sheet) As String
  Dim before, found
  before = sheet.DrawPage.Count
  found = sheet.showInvalid()
  Invalid = CStr(sheet.DrawPage.Count - before)
  sheet.clearArrows()
End Function

Sub Main
  Dim doc, parts, others, options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "Hidden" : options(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, options())
  Open "{target}" For Output As #1
  parts = doc.Sheets.getByName("Parts")
  others = doc.Sheets.getByName("Configurations")
  Print #1, "as it is: " & Invalid(parts)
  Print #1, "heading locked: " & parts.getCellRangeByName("D1").CellProtection.IsLocked
  Print #1, "empty row locked: " & parts.getCellRangeByName("D400").CellProtection.IsLocked
  parts.unprotect("") : others.unprotect("")
  parts.getCellRangeByName("E2").setString("group activity (i.group-activity)")
  Print #1, "an intervention's concept for a context: " & Invalid(parts)
  parts.getCellRangeByName("B2").setString("intervention")
  Print #1, "the same for an intervention: " & Invalid(parts)
  parts.getCellRangeByName("B2").setString("")
  Print #1, "the same where no role is chosen: " & Invalid(parts)
  parts.getCellRangeByName("A2").setString("new-1")
  Print #1, "a label that is nowhere: " & Invalid(parts)
  others.getCellRangeByName("A6").setString("new-1")
  Print #1, "a label that was typed among the configurations: " & Invalid(parts)
  parts.getCellRangeByName("F2").setString("nonsense")
  Print #1, "a choice that there is not: " & Invalid(parts)
  Close #1
  doc.close(True)
  StarDesktop.terminate()
End Sub

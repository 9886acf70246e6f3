; A clicked toast that outlives the app finds it by this class; electron/identity.ts holds the same. The app registers it
; itself whenever it runs, so this counts until it has run once, and takes everything away in the end.
!define TOAST_CLSID "{6E1D5B0C-6B8B-4F0A-9B64-3E7A6C7F2B51}"

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\AppUserModelId\${APP_ID}" "DisplayName" "${PRODUCT_NAME}"
  WriteRegStr SHCTX "Software\Classes\AppUserModelId\${APP_ID}" "CustomActivator" "${TOAST_CLSID}"
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegKey SHCTX "Software\Classes\AppUserModelId\${APP_ID}"
    DeleteRegKey SHCTX "Software\Classes\CLSID\${TOAST_CLSID}"
    DeleteRegKey SHCTX "Software\Classes\watchkeeper"
  ${endIf}
!macroend

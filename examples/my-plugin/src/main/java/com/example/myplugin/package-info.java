/// A plug-in to copy away and begin with: [MyApi] declares a custom API by annotations and answers it.
package com.example.myplugin;

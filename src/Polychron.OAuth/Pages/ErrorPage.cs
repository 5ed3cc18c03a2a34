using Polychron.Dialects.Replies;

namespace Polychron.OAuth.Pages;

/// <summary>A page that says what is wrong and leads nowhere.</summary>
internal static class ErrorPage
{
    /// <summary>The page.</summary>
    public static BytesResult Render(int status, string title, string message) =>
        Page.Render(status, title, $"<p role=\"alert\">{Page.Escape(message)}</p>");

    /// <summary>The client or the redirect URI is not good. It does not say which: the person at the browser can mend neither.</summary>
    public static BytesResult BadRequest() => Render(
        400,
        "This link does not work",
        "The application that sent you here is unknown, or the address that it wants you sent back to is not one of those that it registered, character by character. Nobody was given access to anything. Tell the application's maker.");
}

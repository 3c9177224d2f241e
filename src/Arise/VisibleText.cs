using System.Globalization;
using System.Text;

namespace Arise;

/// <summary>
/// Text of a file as it may be shown: what would command a terminal, break a line, turn the direction of writing or
/// spoil an XML file stands as an escape, <c>\x1b</c> or <c>\u202e</c>.
/// </summary>
/// <remarks>
/// Escaped are the control characters C0, DEL and C1, the separators of lines and paragraphs, the embeddings,
/// overrides and isolates of the Unicode bidirectional algorithm (UAX 9), halves of surrogate pairs, and U+FFFE and
/// U+FFFF, which XML 1.0 excludes.
/// </remarks>
internal static class VisibleText
{
    /// <summary>One line that is safe to show; the same text when nothing has to be escaped.</summary>
    public static string Of(string text) => Of(text, IsHidden);

    /// <summary>The same with line breaks and tabs as they are, for cells of tables that quote them.</summary>
    public static string WithLines(string text) =>
        Of(text, letter => IsHidden(letter) && letter is not ('\n' or '\r' or '\t'));

    /// <summary>Whether a character alone must not be shown as it is.</summary>
    public static bool IsHidden(char letter) => char.IsControl(letter)
        || letter is (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufffe' or '\uffff'
        || char.IsSurrogate(letter);

    /// <summary>What stands for a character.</summary>
    public static string Escape(char letter) => letter switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < '\u0100' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
    };

    private static string Of(string text, Predicate<char> isHidden)
    {
        StringBuilder? shown = null;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            bool isPair =
                char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
                shown?.Append(letter).Append(text[i + 1]);
            else if (isHidden(letter))
                (shown ??= new StringBuilder(text, 0, i, text.Length + 16)).Append(Escape(letter));
            else
                shown?.Append(letter);
            i += isPair ? 1 : 0;
        }

        return shown?.ToString() ?? text;
    }
}

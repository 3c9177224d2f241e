using System.Buffers;
namespace Arise.Cli;

/// <summary>Breaks text into lines at blanks.</summary>
internal static class WordWrap
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("_-/\\,;:|");

    private const int LeastWidth = 8;

    /// <summary>The lines of a text; a word that is longer than a line is cut behind a mark, or anywhere.</summary>
    /// <param name="text">One line; several blanks in it stay unless a line ends there.</param>
    /// <param name="width">Letters of the first line.</param>
    /// <param name="indent">So many letters fewer have the lines behind the first.</param>
    public static IEnumerable<string> Lines(string text, int width, int indent = 0)
    {
        width = Math.Max(width, LeastWidth);
        while (text.Length > width)
        {
            int cut = Cut(text, width);
            yield return text[..cut].TrimEnd();
            text = text[cut..].TrimStart();
            width = Math.Max(width - indent, LeastWidth);
            indent = 0;
        }

        yield return text;
    }

    // A blank may stand behind the line; leading blanks part nothing.
    private static int Cut(string text, int width)
    {
        int start = text.Length - text.TrimStart().Length;
        int blank = text.LastIndexOf(' ', width);
        if (blank > start)
            return blank;
        int mark = text.AsSpan(0, width).LastIndexOfAny(Marks);
        return mark > start ? mark + 1 : width;
    }
}

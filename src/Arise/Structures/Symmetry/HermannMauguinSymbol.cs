using System.Text.RegularExpressions;

namespace Arise.Structures.Symmetry;

/// <summary>
/// The spellings of Hermann-Mauguin symbols: "P 63/m m c", "P6_3/mmc", "P 6(3)/m 2/m 2/c" and "P63/mmc" are one.
/// </summary>
internal static partial class HermannMauguinSymbol
{
    /// <summary>No spelling is longer, in characters; what is longer is not looked at.</summary>
    private const int MaxLength = 80;

    private static readonly Dictionary<string, List<SpaceGroupSetting>> BySpelling = IndexSpellings();

    /// <summary>The settings that a symbol can mean, in the order of the table.</summary>
    public static IReadOnlyList<SpaceGroupSetting> Find(string symbol)
    {
        if (symbol.Length > MaxLength)
            return [];
        (string spelling, string choice) = Normalize(symbol);
        if (!BySpelling.TryGetValue(spelling, out List<SpaceGroupSetting>? settings))
            return [];
        if (choice.Length == 0)
            return settings;
        SpaceGroupSetting[] chosen =
            [.. settings.Where(setting => setting.Choice.Equals(choice, StringComparison.OrdinalIgnoreCase))];
        return chosen.Length > 0 || choice is not ("1" or "2")
            ? chosen
            : [.. settings.Where(setting => setting.OriginChoice == choice[0] - '0')];
    }

    /// <summary>Without blanks and the 1s of monoclinic symbols, screw axes with underscore: "P2_1/c".</summary>
    public static string Shorten(string symbol) => string.Concat(
        DropMonoclinicOnes(symbol).Split(' ').Select(
            element => ScrewAxis().Replace(element, "$1_$2")));

    /// <summary>
    /// The spelling by which symbols are compared (short, lower case, no blanks or subscript marks) and the choice of
    /// setting that a suffix names, or "".
    /// </summary>
    internal static (string Spelling, string Choice) Normalize(string symbol)
    {
        string text = symbol.Trim().ToLowerInvariant().Replace('\u2212', '-').Replace('\u2013', '-');
        string choice = "";
        if (DescribedChoice().Match(text) is { Success: true } described)
        {
            choice = described.Groups["origin"].Success
                ? described.Groups["origin"].Value
                : described.Groups["axes"].Value;
            text = text[..described.Index];
        }
        else if (text.IndexOf(':', StringComparison.Ordinal) is >= 0 and int colon)
        {
            choice = text[(colon + 1)..].Trim();
            text = text[..colon];
        }

        text = Ornament().Replace(text, "");
        if (choice.Length == 0 && text.Length > 2 && text[^1] is 's' or 'z' or 'h' or 'r')
        {
            choice = text[^1..];
            text = text[..^1];
        }

        if (text.StartsWith('h'))
            (text, choice) = ("r" + text[1..], "h");
        text = TwofoldAfterBarThree().Replace(text, "-3$1");
        text = AxisBeforeBarThree().Replace(text, "$1$2-3");
        text = OrthorhombicAxes().Replace(text, "$1$2$3$4");
        text = TwofoldAfterMainAxis().Replace(text, "$1$2$3");
        text = OldCubic().Replace(text, "$1-3");
        return (text, choice switch { "s" => "1", "z" => "2", _ => choice });
    }

    private static Dictionary<string, List<SpaceGroupSetting>> IndexSpellings()
    {
        var index = new Dictionary<string, List<SpaceGroupSetting>>(StringComparer.Ordinal);
        foreach (SpaceGroupSetting setting in SpaceGroup.All.SelectMany(group => group.Settings))
        {
            string[] symbols = setting.FormerSymbol.Length == 0
                ? [setting.Symbol, DropMonoclinicOnes(setting.Symbol)]
                : [setting.Symbol, setting.FormerSymbol];
            foreach (string symbol in symbols.Distinct())
            {
                string spelling = Normalize(symbol).Spelling;
                if (!index.TryGetValue(spelling, out List<SpaceGroupSetting>? settings))
                    index.Add(spelling, settings = []);
                settings.Add(setting);
            }
        }

        return index;
    }

    // P 1 21/c 1 has four parts of which two are 1; the 1 of P 3 m 1 is alone and stays.
    private static string DropMonoclinicOnes(string symbol)
    {
        string[] parts = symbol.Split(' ');
        return parts.Length == 4 && parts.Count(part => part == "1") == 2
            ? string.Join(' ', parts.Where(part => part != "1"))
            : symbol;
    }

    [GeneratedRegex("([2346])([1-5])")]
    private static partial Regex ScrewAxis();

    [GeneratedRegex(@"\(?\s*(origin choice\s*(?<origin>[12])|(?<axes>h)exagonal axes|(?<axes>r)hombohedral axes)")]
    private static partial Regex DescribedChoice();

    // Blanks, quotes, and the marks of subscripts: _ ( ) { } $ ~.
    [GeneratedRegex(@"[\s_(){}$~'""]")]
    private static partial Regex Ornament();

    // p-32/m1 is p-3m1, and m-3 2/m is m-3m.
    [GeneratedRegex("-3(1?)2/")]
    private static partial Regex TwofoldAfterBarThree();

    // f4/m-3.. is fm-3..; i41/a-3d is ia-3d.
    [GeneratedRegex("^([pfi])[24][1-3]?/([a-z])-3")]
    private static partial Regex AxisBeforeBarThree();

    // p21/n21/m21/a is pnma.
    [GeneratedRegex("^([pabcfi])21?/([a-emn])21?/([a-emn])21?/([a-emn])$")]
    private static partial Regex OrthorhombicAxes();

    // p42/m21/n2/m is p42/mnm; tables leave out the last 2/ at times.
    [GeneratedRegex("^([pi][46][1-5]?/[a-z])21?/([a-z])(?:2/)?([a-z])$")]
    private static partial Regex TwofoldAfterMainAxis();

    // fm3m, ia3d and pa3 before 1983.
    [GeneratedRegex("^([pfi][mnad])3")]
    private static partial Regex OldCubic();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Screening;

/// <summary>
/// Which rows of a database are meant: conditions as <c>name=value</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>,
/// <c>&gt;</c>, <c>&gt;=</c> with blanks between, which must all hold. Values with blanks stand in quotes, several that
/// will do have commas between, and * and ? stand for letters.
/// </summary>
internal sealed partial class ScreeningFilter
{
    private static readonly Dictionary<string, string> Numbers = new()
    {
        ["frame"] = "frame",
        ["atoms"] = "atoms",
        ["species"] = "species",
        ["probability"] = "probability",
        ["mutual-information"] = "mutual_information",
        ["entropy"] = "predictive_entropy",
        ["novelty"] = "novelty",
        ["distance"] = "distance",
        ["passes"] = "passes",
    };

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["source"] = "source",
        ["name"] = "name",
        ["formula"] = "formula",
        ["reduced-formula"] = "reduced_formula",
        ["answer"] = "answer",
    };

    // Those that are neither numbers nor plain texts.
    private static readonly string[] Others = ["class", "elements", "space-group", "system", "verdict"];

    private static readonly string[] Verdicts = ["known", "doubtful", "none", "open"];

    private readonly StringBuilder _condition = new("1");
    private readonly List<(string Name, object? Value)> _parameters = [];
    private readonly IReadOnlyCollection<string> _labels;

    private ScreeningFilter(IReadOnlyCollection<string> labels) => _labels = labels;

    /// <summary>The names of all conditions.</summary>
    public static IEnumerable<string> Names =>
        Numbers.Keys.Concat(Texts.Keys).Concat(Others).Order(StringComparer.Ordinal);

    /// <summary>The condition in SQL, on the columns of the view of structures.</summary>
    public string Condition => _condition.ToString();

    /// <summary>The values in it.</summary>
    public IReadOnlyList<(string Name, object? Value)> Parameters => _parameters;

    /// <summary>Reads conditions.</summary>
    /// <param name="text">The conditions; null or nothing for all rows.</param>
    /// <param name="labels">Labels of the classes in the database, of which the library may not know all.</param>
    /// <exception cref="ArgumentException">
    /// A condition cannot be read, or a name is not known; the message says which there are.
    /// </exception>
    public static ScreeningFilter Parse(string? text, IReadOnlyCollection<string> labels)
    {
        var filter = new ScreeningFilter(labels);
        string rest = (text ?? "").Trim();
        while (rest.Length > 0)
        {
            Match match = Pattern().Match(rest);
            if (!match.Success)
            {
                throw new ArgumentException(
                    $"'{rest.Split(' ')[0]}' is no condition; write a name, one of = != < <= > >=, and a value, such "
                    + "as probability>=0.9.");
            }

            string value = match.Groups["value"].Value;
            filter.Add(match.Groups["name"].Value.ToLowerInvariant().Replace('_', '-'), match.Groups["is"].Value,
                value is ['"' or '\'', ..] ? value[1..^1] : value);
            rest = rest[match.Length..];
        }

        return filter;
    }

    private void Add(string name, string comparison, string value)
    {
        bool isEqual = comparison is "=" or "!=";
        string condition = name switch
        {
            _ when Numbers.TryGetValue(name, out string? column) => OfNumber(name, column, comparison, value),
            _ when !isEqual && (Texts.ContainsKey(name) || Others.Contains(name)) => throw new ArgumentException(
                $"{name}{comparison}{value}: only = and != can be asked of {name}."),
            _ when Texts.TryGetValue(name, out string? column) => AnyOf(value, one => OfText(column, one)),
            "class" => AnyOf(value, OfClass),
            "verdict" => AnyOf(value, OfVerdict),
            "elements" => $"({string.Join(" AND ", Elements(value, ',').Select(Contains))})",
            "system" => OfSystem(value),
            "space-group" => AnyOf(value, OfGroup),
            _ => throw new ArgumentException(
                $"'{name}' is not known; conditions can be on {string.Join(", ", Names)}."),
        };
        _condition.Append(comparison == "!=" && !Numbers.ContainsKey(name)
            ? $" AND NOT coalesce({condition}, 0)"
            : $" AND {condition}");
    }

    private string OfNumber(string name, string column, string comparison, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? $"{column} {comparison} {Parameter(number)}"
            : throw new ArgumentException($"{name}{comparison}{value}: '{value}' is no number.");

    private static string AnyOf(string values, Func<string, string> condition) =>
        $"({string.Join(" OR ", values.Split(',').Select(condition))})";

    // * and ? are those of GLOB; its brackets are letters here.
    private string OfText(string column, string value) => value.AsSpan().ContainsAny('*', '?')
        ? $"{column} GLOB {Parameter(value.Replace("[", "[[]", StringComparison.Ordinal))}"
        : $"{column} = {Parameter(value)}";

    private string OfClass(string value)
    {
        if (value.AsSpan().ContainsAny('*', '?'))
            return $"({OfText("label", value)} OR {OfText("class", value)})";
        if (_labels.Contains(value))
            return $"label = {Parameter(value)}";
        try
        {
            return $"label = {Parameter(PrototypeLibrary.Find(value).Label)}";
        }
        catch (KeyNotFoundException unknown)
        {
            throw new ArgumentException($"class={value}: {unknown.Message}", unknown);
        }
    }

    private string OfSystem(string value)
    {
        string elements = string.Join(' ', Elements(value, '-').Order(StringComparer.Ordinal));
        return $"elements = {Parameter($" {elements} ")}";
    }

    private string OfVerdict(string value) => Verdicts.Contains(value)
        ? $"verdict = {Parameter(value)}"
        : throw new ArgumentException($"verdict={value}: it is one of {string.Join(", ", Verdicts)}.");

    private string OfGroup(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? $"space_group = {Parameter(number)}"
            : OfText("space_group_symbol", value);

    private string Contains(string symbol) => $"instr(elements, {Parameter($" {symbol} ")}) > 0";

    private static IEnumerable<string> Elements(string value, char separator) => [.. value.Split(separator)
        .Select(symbol => ChemicalElement.TryParse(symbol, out ChemicalElement element)
            ? element.Symbol
            : throw new ArgumentException($"'{symbol}' is not the symbol of a chemical element."))];

    private string Parameter(object value)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"$value{_parameters.Count}");
        _parameters.Add((name, value));
        return name;
    }

    [GeneratedRegex("""^(?<name>[A-Za-z_-]+)\s*(?<is>!=|<=|>=|=|<|>)\s*(?<value>"[^"]*"|'[^']*'|\S+)(\s+|$)""")]
    private static partial Regex Pattern();
}

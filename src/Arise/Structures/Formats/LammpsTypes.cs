namespace Arise.Structures.Formats;

/// <summary>
/// The atom types of a LAMMPS data file and what tells their element: a type label, the comment behind a mass, or the
/// mass itself.
/// </summary>
internal sealed class LammpsTypes(LineReader lines, long count)
{
    // Hydrogen, deuterium, helium 3 and 4; lithium is the next.
    private const double Lithium = 6, LightTolerance = 0.005;

    private static readonly double[] LightMasses = [1.008, 2.014, 3.016, 4.0026];

    private readonly Dictionary<string, long> _byLabel = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _labels = [];
    private readonly Dictionary<long, (double Mass, string Comment)> _masses = [];
    private readonly Dictionary<long, ChemicalElement> _elements = [];

    /// <summary>Number of types.</summary>
    public long Count { get; } = count;

    /// <summary>The type that a field names by number or label.</summary>
    public bool TryType(ReadOnlySpan<char> field, out long type) =>
        LineFields.TryInteger(field, out type)
            ? type >= 1 && type <= Count
            : _byLabel.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(field, out type);

    /// <summary>The type that the next field names.</summary>
    public long Type(ref LineFields fields)
    {
        ReadOnlySpan<char> field = fields.Next("the atom type");
        return TryType(field, out long type)
            ? type
            : throw fields.Error($"{LineReader.Quote(field)} is not one of the {Count} atom types of the header.");
    }

    /// <summary>Reads a line of the section Atom Type Labels: type, label.</summary>
    public void AddLabel(LineFields fields)
    {
        long type = Type(ref fields);
        string label = fields.Next("the type label").ToString();
        if (!_byLabel.TryAdd(label, type) || !_labels.TryAdd(type, label))
            throw lines.Error($"the label {LineReader.Quote(label)} or its type occurs twice.");
    }

    /// <summary>Reads a line of the section Masses: type, mass, and possibly a comment.</summary>
    public void AddMass(LineFields fields, string comment)
    {
        long type = Type(ref fields);
        if (!_masses.TryAdd(type, (fields.Real("the mass"), comment)))
            throw lines.Error($"type {type} has a second mass.");
    }

    /// <summary>
    /// The element of a type. A label and a mass that name different elements are an error rather than a guess: "ca"
    /// with the mass 12.01 is a force field's aromatic carbon, not calcium.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="options">The elements a user gave; they override the file.</param>
    /// <param name="units">Units of the masses.</param>
    /// <param name="line">Line of an atom of this type, for messages.</param>
    public ChemicalElement ElementOf(long type, StructureReadOptions options, LammpsUnits units, long line)
    {
        if (_elements.TryGetValue(type, out ChemicalElement element))
            return element;
        element = options.TypeElements is { } given
            ? TypeElements.Of(given, type, lines, line)
            : ElementInFile(type, units, line);
        return _elements[type] = element;
    }

    private ChemicalElement ElementInFile(long type, LammpsUnits units, long line)
    {
        string label = _labels.GetValueOrDefault(type, "");
        string comment = "";
        ChemicalElement? byMass = null;
        if (_masses.TryGetValue(type, out (double Mass, string Comment) entry))
        {
            comment = entry.Comment;
            if (units.MassIsAtomic && !AreReduced(_masses.Values.Select(one => one.Mass))
                && ChemicalElement.TryFromMass(entry.Mass, out ChemicalElement nearest))
                byMass = nearest;
        }

        ChemicalElement? byName = Named(label) ?? Named(comment);
        if (byName is { } named && byMass is { } massive && named != massive)
        {
            throw lines.ErrorAt(
                line,
                $"atom type {type} is named {named.Symbol} but has the mass of {massive.Symbol}; " +
                "say which elements the types are.",
                nameof(StructureReadOptions.TypeElements));
        }

        return byName ?? byMass ?? throw lines.ErrorAt(
            line,
            $"the element of atom type {type} is not told by a label or a mass; give the elements of the types.",
            nameof(StructureReadOptions.TypeElements));
    }

    /// <summary>
    /// Whether masses are those of reduced units, 1, 2 or 4, rather than of hydrogen and helium: none is larger, and
    /// one belongs to no isotope of these.
    /// </summary>
    public static bool AreReduced(IEnumerable<double> masses)
    {
        double largest = 0;
        bool areIsotopes = true;
        foreach (double mass in masses)
        {
            largest = Math.Max(largest, mass);
            areIsotopes &= LightMasses.Any(light => Math.Abs(mass - light) < LightTolerance);
        }

        return largest is > 0 and < Lithium && !areIsotopes;
    }

    private ChemicalElement? Named(string text)
    {
        LineFields fields = lines.Fields(text);
        return fields.TryNext(out ReadOnlySpan<char> word) && char.IsLetter(word[0]) &&
            ElementLabel.TryParse(word, out ChemicalElement element) ? element : null;
    }
}

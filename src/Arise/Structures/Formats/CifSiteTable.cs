using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>The atom sites of a CIF data block, in models (pdbx_PDB_model_num) if the block has several.</summary>
/// <remarks>
/// Dummy sites (calc_flag dum) and sites without any coordinate are left out. Of alternate locations (label_alt_id) the
/// first of each atom counts, and of the groups of a disorder assembly the one of the highest occupancy, the first
/// among equal ones; what counts is taken as fully occupied. Each is noted.
/// </remarks>
internal sealed class CifSiteTable
{
    /// <summary>
    /// Occupancies from here on count as full: sites whose occupancy was refined or rounded to 0.999 are ordered.
    /// </summary>
    private const double FullOccupancy = 0.999;

    private readonly LineReader _lines;
    private readonly CifColumn? _labels;
    private readonly CifLabels _elements;
    private CifColumn[] _axes;
    private CifColumn? _types;
    private CifColumn? _occupancies;
    private CifColumn? _flags;
    private CifAlternatives _alternatives;

    /// <summary>Finds the columns of a block that <see cref="IsIn"/>.</summary>
    /// <exception cref="StructureFormatException">They differ in length, or are unusable.</exception>
    public CifSiteTable(CifBlock block, LineReader lines)
    {
        _lines = lines;
        IsFractional = block.Column(lines, "_atom_site_fract_x") is not null;
        string prefix = IsFractional ? "_atom_site_fract_" : "_atom_site_Cartn_";
        CifColumn x = block.All(prefix + "x", lines)!;
        CifColumn?[] others = [block.All(prefix + "y", lines), block.All(prefix + "z", lines)];
        _labels = block.Column(lines, "_atom_site_label", "_atom_site_label_atom_id");
        _types = block.Column(lines, "_atom_site_type_symbol");
        _occupancies = block.Column(lines, "_atom_site_occupancy");
        _flags = block.Column(lines, "_atom_site_calc_flag");
        CifColumn? models = block.Column(lines, "_atom_site_pdbx_PDB_model_num");
        _alternatives = new CifAlternatives(block, lines, x.Count);
        if (others is not [{ } y, { } z]
            || Array.Exists([y, z, _labels, _types, _occupancies, _flags, models], Differs)
            || _alternatives.Columns.Any(Differs))
            throw lines.ErrorAt(
                x.LineOf(0), "the columns of the atom sites differ in length; they belong in one loop.");
        _axes = [x, y, z];
        _elements = new CifLabels(lines, _labels, block.Hint("_chemical_formula_sum"));
        Models = models is null ? [Enumerable.Range(0, x.Count)] : RowsOf(models);

        bool Differs(CifColumn? column) => column is not null && column.Count != x.Count;
    }

    /// <summary>Whether the coordinates are fractional.</summary>
    public bool IsFractional { get; }

    /// <summary>Whether a block lists atoms.</summary>
    public static bool IsIn(CifBlock block, LineReader lines) =>
        block.Column(lines, "_atom_site_fract_x", "_atom_site_Cartn_x") is not null;

    /// <summary>The label of a site, for messages.</summary>
    public string LabelOf(CifSite site) => LabelOf(site.Row, site.Element);

    /// <summary>The rows of each model, in the order of their first rows.</summary>
    public IReadOnlyList<IEnumerable<int>> Models { get; }

    /// <summary>Gives up all that the sites were read from, except for their labels.</summary>
    public void Release(CifBlock block)
    {
        (_axes, _types, _occupancies, _flags) = ([], null, null, null);
        _alternatives = CifAlternatives.None;
        block.ReleaseSites();
    }

    /// <summary>The sites of a model.</summary>
    /// <exception cref="StructureFormatException">No element, no coordinates, or a partly occupied site.</exception>
    public List<CifSite> Read(int model)
    {
        var sites = new List<CifSite>(Models[model].Count());
        _alternatives.Begin();
        foreach (int row in Models[model])
        {
            long line = _axes[0].LineOf(row);
            if (_flags is not null && _flags.TextOf(row).Equals("dum", StringComparison.OrdinalIgnoreCase))
            {
                _lines.Note("dummy sites (_atom_site_calc_flag dum) are left out.", line);
                continue;
            }

            if (!_alternatives.Keeps(row, line, out bool isChosen))
                continue;
            if (Array.TrueForAll(_axes, axis => axis.IsMissingAt(row)))
            {
                _lines.Note("sites without coordinates are left out.", line);
                continue;
            }

            ChemicalElement element = ElementOf(row, line);
            if (!isChosen && _occupancies is not null && !_occupancies.IsMissingAt(row))
                CheckOccupancy(row, element);
            sites.Add(new CifSite(
                row,
                element,
                new Vector3D(
                    Coordinate(row, 0, element), Coordinate(row, 1, element), Coordinate(row, 2, element)),
                line));
        }

        return sites;
    }

    private static List<List<int>> RowsOf(CifColumn models)
    {
        var rows = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var order = new List<List<int>>();
        for (int row = 0; row < models.Count; row++)
        {
            string model = models.TextOf(row);
            if (!rows.TryGetValue(model, out List<int>? of))
                order.Add(rows[model] = of = []);
            of.Add(row);
        }

        return order;
    }

    private ChemicalElement ElementOf(int row, long line)
    {
        if (_types is not null && !_types.IsMissingAt(row))
            return _elements.OfType(_types[row]);
        return _labels is not null
            ? _elements.OfLabel(_labels[row])
            : throw _lines.ErrorAt(
                line,
                "the atom sites have neither _atom_site_type_symbol nor _atom_site_label, so their elements are "
                    + "unknown.");
    }

    private double Coordinate(int row, int axis, ChemicalElement element)
    {
        if (_axes[axis].IsMissingAt(row))
            throw _lines.ErrorAt(
                _axes[0].LineOf(row),
                $"site {LineReader.Quote(LabelOf(row, element))} has no {"xyz"[axis]} coordinate; complete or remove "
                    + "it.");
        return _axes[axis].NumberAt(
            row, _lines, () => $"the {"xyz"[axis]} coordinate of site {LineReader.Quote(LabelOf(row, element))}");
    }

    private void CheckOccupancy(int row, ChemicalElement element)
    {
        CifToken value = _occupancies![row];
        if (CifNumber.TryRead(value, out double occupancy) && occupancy is >= FullOccupancy and <= 2 - FullOccupancy)
            return;
        string label = LineReader.Quote(LabelOf(row, element));
        CifNumber.Read(_lines, value, $"the occupancy of site {label}");
        throw _lines.ErrorAt(
            value.Line,
            $"site {label} has fractional occupancy {LineReader.Quote(value.Text)}; only ordered structures can be "
                + "read, so fill each site with one atom or leave it out.");
    }

    private string LabelOf(int row, ChemicalElement element) => _labels?.TextOf(row) ?? element.Symbol;
}

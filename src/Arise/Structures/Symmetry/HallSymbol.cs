using System.Globalization;

namespace Arise.Structures.Symmetry;

/// <summary>
/// Hall symbols: generators of a space group together with origin and axes, "-P 2ac 2n" for P n m a.
/// </summary>
/// <remarks>
/// S. R. Hall, Acta Cryst. A37, 517 (1981), doi:10.1107/S0567739481001228; S. R. Hall and R. W. Grosse-Kunstleve,
/// International Tables for Crystallography vol. B (2001), appendix 1.4.2. The symbol is L N₁ N₂ N₃ (V): a lattice
/// letter, with a minus sign when the inversion stands at the origin; up to four operations, each a rotation order
/// (negative: times the inversion), an axis (x, y, z, ' for a - b, " for a + b, * for a + b + c; implied where the
/// rules say so) and translations; and a change of origin in twelfths or a unimodular change of axes "(x-y,x,z)".
/// </remarks>
internal static class HallSymbol
{
    private const int Half = CoordinateExpression.Denominator / 2;
    private const int Third = CoordinateExpression.Denominator / 3;
    private const int Quarter = CoordinateExpression.Denominator / 4;
    private const int Twelfth = CoordinateExpression.Denominator / 12;

    /// <summary>All operations of the group modulo lattice translations, the identity first.</summary>
    /// <exception cref="FormatException">The text is not a Hall symbol of a space group.</exception>
    public static SymmetryOperation[] Operations(string symbol) =>
        TryParse(symbol, out SymmetryOperation[] operations)
            ? operations
            : throw new FormatException($"'{symbol}' is not a Hall symbol of a space group.");

    /// <summary>Reads a Hall symbol; letters of any case, blanks or underscores between the parts.</summary>
    public static bool TryParse(string symbol, out SymmetryOperation[] operations)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        operations = [];
        string text = symbol.Replace('_', ' ').Trim().ToLowerInvariant();
        SymmetryOperation change = SymmetryOperation.Identity;
        int bracket = text.IndexOf('(', StringComparison.Ordinal);
        if (bracket >= 0)
        {
            if (!text.EndsWith(')') || !TryReadChange(text[(bracket + 1)..^1], out change))
                return false;
            text = text[..bracket];
        }

        string[] parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 2 or > 5 || !TryReadLattice(parts[0], out List<SymmetryOperation> generators))
            return false;
        var previous = new Rotation(0, 'z');
        for (int part = 1; part < parts.Length; part++)
        {
            if (!TryReadOperation(parts[part], part, ref previous, out SymmetryOperation operation))
                return false;
            generators.Add(operation);
        }

        SymmetryOperation back = change.Inverse();
        if (SymmetryGroup.TryGenerate(generators.Select(g => change.After(g).After(back))) is not { } group)
            return false;
        operations = group;
        return true;
    }

    private static bool TryReadLattice(string text, out List<SymmetryOperation> generators)
    {
        generators = [];
        bool centered = text.StartsWith('-');
        if (centered)
            generators.Add(SymmetryOperation.Inversion);
        (int, int, int)[]? translations = text[(centered ? 1 : 0)..] switch
        {
            "p" => [],
            "a" => [(0, Half, Half)],
            "b" => [(Half, 0, Half)],
            "c" => [(Half, Half, 0)],
            "i" => [(Half, Half, Half)],
            "f" => [(0, Half, Half), (Half, 0, Half)],
            "r" => [(2 * Third, Third, Third)],
            "s" => [(Third, Third, 2 * Third)],
            "t" => [(Third, 2 * Third, Third)],
            "h" => [(2 * Third, Third, 0)],
            _ => null,
        };
        foreach ((int x, int y, int z) in translations ?? [])
            generators.Add(Translated(SymmetryOperation.Identity, x, y, z));
        return translations is not null;
    }

    private static bool TryReadOperation(
        string text, int position, ref Rotation previous, out SymmetryOperation operation)
    {
        operation = default;
        int at = 0;
        bool improper = text[0] == '-';
        if (improper)
            at++;
        if (at == text.Length || text[at] is not ('1' or '2' or '3' or '4' or '6'))
            return false;
        int order = text[at++] - '0';
        int screw = 0;
        if (at < text.Length && char.IsAsciiDigit(text[at]))
            screw = text[at++] - '0';
        char axis = at < text.Length && text[at] is 'x' or 'y' or 'z' or '\'' or '"' or '*'
            ? text[at++]
            : ImpliedAxis(order, position, previous.Order);
        if (at < text.Length && screw == 0 && char.IsAsciiDigit(text[at]))
            screw = text[at++] - '0';
        char reference = previous.Axis is 'x' or 'y' ? previous.Axis : 'z';
        if (screw >= order || TryGetMatrix(order, axis, reference) is not { } rotation)
            return false;
        (int x, int y, int z) = (0, 0, 0);
        if (screw > 0)
        {
            int along = screw * CoordinateExpression.Denominator / order;
            switch (axis)
            {
                case 'x': x = along; break;
                case 'y': y = along; break;
                case 'z': z = along; break;
                default: return false;
            }
        }

        for (; at < text.Length; at++)
        {
            switch (text[at])
            {
                case 'a': x += Half; break;
                case 'b': y += Half; break;
                case 'c': z += Half; break;
                case 'n': (x, y, z) = (x + Half, y + Half, z + Half); break;
                case 'u': x += Quarter; break;
                case 'v': y += Quarter; break;
                case 'w': z += Quarter; break;
                case 'd': (x, y, z) = (x + Quarter, y + Quarter, z + Quarter); break;
                default: return false;
            }
        }

        if (improper)
            rotation = SymmetryOperation.Inversion.After(rotation);
        operation = Translated(rotation, x, y, z);
        previous = new Rotation(order, axis);
        return true;
    }

    // First operation along c; a second twofold along a after 2 or 4 and along a - b after 3 or 6; a third along
    // a + b + c. Zero: no axis is implied.
    private static char ImpliedAxis(int order, int position, int previousOrder) => (order, position) switch
    {
        (1, _) => 'z',
        (_, 1) => 'z',
        (2, 2) => previousOrder is 2 or 4 ? 'x' : previousOrder is 3 or 6 ? '\'' : '\0',
        (3, 3) => '*',
        _ => '\0',
    };

    private static SymmetryOperation? TryGetMatrix(int order, char axis, char reference) => (order, axis) switch
    {
        (1, _) => SymmetryOperation.Identity,
        (3, '*') => SymmetryOperation.Parse("z,x,y"),
        (2, '\'') => AlongAxis("-y,-x,-z", reference),
        (2, '"') => AlongAxis("y,x,-z", reference),
        (2, 'x' or 'y' or 'z') => AlongAxis("-x,-y,z", axis),
        (3, 'x' or 'y' or 'z') => AlongAxis("-y,x-y,z", axis),
        (4, 'x' or 'y' or 'z') => AlongAxis("-y,x,z", axis),
        (6, 'x' or 'y' or 'z') => AlongAxis("x-y,x,z", axis),
        _ => null,
    };

    // The operation about z, carried to x or y by cyclic permutation of the axes.
    private static SymmetryOperation AlongAxis(string aboutZ, char axis)
    {
        SymmetryOperation operation = SymmetryOperation.Parse(aboutZ);
        SymmetryOperation cycle = SymmetryOperation.Parse("z,x,y");
        for (char at = 'z'; at != axis; at = at == 'z' ? 'x' : 'y')
            operation = cycle.After(operation).After(cycle.Inverse());
        return operation;
    }

    private static bool TryReadChange(string text, out SymmetryOperation change)
    {
        if (text.Contains(',', StringComparison.Ordinal))
            return SymmetryOperation.TryParse(text, out change);
        change = SymmetryOperation.Identity;
        string[] parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var shift = new int[3];
        if (parts.Length != 3)
            return false;
        for (int axis = 0; axis < 3; axis++)
        {
            if (!int.TryParse(parts[axis], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out shift[axis])
                || shift[axis] is < -12 or > 12)
                return false;
        }

        change = Translated(change, shift[0] * Twelfth, shift[1] * Twelfth, shift[2] * Twelfth);
        return true;
    }

    private static SymmetryOperation Translated(SymmetryOperation operation, int x, int y, int z) => new(
        operation.X with { Shift = operation.X.Shift + x },
        operation.Y with { Shift = operation.Y.Shift + y },
        operation.Z with { Shift = operation.Z.Shift + z });

    private readonly record struct Rotation(int Order, char Axis);
}

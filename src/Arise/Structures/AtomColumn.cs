namespace Arise.Structures;

/// <summary>
/// A named per-atom quantity that a file carried beyond positions and species: forces, charges, labels.
/// Values are stored [atom, component] with the component running fastest.
/// </summary>
public sealed class AtomColumn
{
    private AtomColumn(string name, AtomColumnKind kind, int width, Array values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length % width != 0)
            throw new ArgumentException($"Column '{name}': {values.Length} values do not fill rows of {width}.");
        (Name, Kind, Width, Values) = (name, kind, width, values);
    }

    /// <summary>Column name, for example "forces".</summary>
    public string Name { get; }

    /// <summary>Type of the values.</summary>
    public AtomColumnKind Kind { get; }

    /// <summary>Components per atom: 1 for a charge, 3 for a force.</summary>
    public int Width { get; }

    /// <summary>Number of atoms.</summary>
    public int Count => Values.Length / Width;

    /// <summary>The values of a column of real numbers, [atom, component].</summary>
    /// <exception cref="InvalidOperationException">The column holds something else.</exception>
    public ReadOnlySpan<double> Reals => Of<double>();

    /// <summary>The values of a column of whole numbers, [atom, component].</summary>
    /// <exception cref="InvalidOperationException">The column holds something else.</exception>
    public ReadOnlySpan<long> Integers => Of<long>();

    /// <summary>The values of a column of text, [atom, component].</summary>
    /// <exception cref="InvalidOperationException">The column holds something else.</exception>
    public ReadOnlySpan<string> Texts => Of<string>();

    /// <summary>The values of a column of true and false, [atom, component].</summary>
    /// <exception cref="InvalidOperationException">The column holds something else.</exception>
    public ReadOnlySpan<bool> Logicals => Of<bool>();

    /// <summary>The values as double[], long[], string[] or bool[] according to <see cref="Kind"/>.</summary>
    internal Array Values { get; }

    /// <summary>A column of real numbers, [atom, component]; they are copied.</summary>
    public static AtomColumn Real(string name, ReadOnlySpan<double> values, int width = 1) =>
        new(name, AtomColumnKind.Real, width, values.ToArray());

    /// <summary>A column of whole numbers, [atom, component]; they are copied.</summary>
    public static AtomColumn Integer(string name, ReadOnlySpan<long> values, int width = 1) =>
        new(name, AtomColumnKind.Integer, width, values.ToArray());

    /// <summary>A column of text, [atom, component]; the texts are copied.</summary>
    public static AtomColumn Text(string name, ReadOnlySpan<string> values, int width = 1) =>
        new(name, AtomColumnKind.Text, width, values.ToArray());

    /// <summary>A column of true and false, [atom, component]; they are copied.</summary>
    public static AtomColumn Logical(string name, ReadOnlySpan<bool> values, int width = 1) =>
        new(name, AtomColumnKind.Logical, width, values.ToArray());

    /// <summary>The rows of the atoms in <paramref name="atoms"/>, in that order.</summary>
    public AtomColumn Select(ReadOnlySpan<int> atoms)
    {
        int count = atoms.Length * Width;
        Array selected = Kind switch
        {
            AtomColumnKind.Real => new double[count],
            AtomColumnKind.Integer => new long[count],
            AtomColumnKind.Text => new string[count],
            _ => new bool[count],
        };
        for (int k = 0; k < atoms.Length; k++)
            Array.Copy(Values, atoms[k] * Width, selected, k * Width, Width);
        return new AtomColumn(Name, Kind, Width, selected);
    }

    private T[] Of<T>() => Values as T[] ?? throw new InvalidOperationException(
        $"Column '{Name}' is {Kind}; it holds no values of {typeof(T).Name}.");
}

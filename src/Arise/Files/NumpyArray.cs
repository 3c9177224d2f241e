namespace Arise.Files;

/// <summary>
/// An n-dimensional array in C order (the last index runs fastest) as NumPy stores it: a shape and a flat .NET array.
/// Elements are <see cref="float"/>, <see cref="double"/>, <see cref="int"/>, <see cref="long"/>,
/// <see cref="sbyte"/>, <see cref="bool"/> or <see cref="string"/>.
/// </summary>
public sealed class NumpyArray
{
    private readonly int[] _shape;

    /// <summary>Wraps <paramref name="values"/> without copying.</summary>
    /// <param name="values">The elements in C order.</param>
    /// <param name="shape">Length per axis; the array is one-dimensional when omitted, a scalar when empty.</param>
    /// <exception cref="ArgumentException">The element type is not supported, or the shape does not hold that
    /// many.</exception>
    public NumpyArray(Array values, int[]? shape = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        // Bytes would pass for signed ones.
        bool isSigned = values.GetType() == typeof(sbyte[]);
        if (!isSigned && values is not (float[] or double[] or int[] or long[] or bool[] or string[]))
        {
            throw new ArgumentException(
                $"Arrays of {values.GetType().GetElementType()} cannot be stored.", nameof(values));
        }
        _shape = shape ?? [values.Length];
        long count = 1;
        foreach (int length in _shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(shape));
            count = checked(count * length);
        }

        if (count != values.Length)
        {
            throw new ArgumentException(
                $"A shape of {count} elements does not hold {values.Length} values.", nameof(shape));
        }
        Values = values;
    }

    /// <summary>Length per axis.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The elements in C order, one-dimensional.</summary>
    internal Array Values { get; }

    /// <summary>The elements in C order.</summary>
    /// <typeparam name="T">Their type; nothing is converted.</typeparam>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    public ReadOnlySpan<T> Elements<T>() => As<T>();

    /// <summary>The elements as <typeparamref name="T"/>, the array itself and not a copy.</summary>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    internal T[] As<T>() => Values as T[] ?? throw new InvalidOperationException(
        $"The array holds {Values.GetType().GetElementType()!.Name} values, not {typeof(T).Name}.");
}

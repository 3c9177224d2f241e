using System.Buffers.Binary;
using Arise.Databases;

namespace Arise.Screening;

/// <summary>Descriptors out of a database.</summary>
internal static class ScreeningVectors
{
    /// <summary>Reads descriptors, which must all have the same length.</summary>
    /// <param name="path">The database, for messages.</param>
    /// <param name="database">The open file.</param>
    /// <param name="results">Numbers of the results.</param>
    /// <returns>[result, component], and the number of components; 0 without results.</returns>
    /// <exception cref="ScreeningException">A descriptor is damaged.</exception>
    /// <exception cref="MemoryBudgetException">They are too many.</exception>
    public static (float[] Vectors, int Dimension) Read(
        string path, SqliteDatabase database, IReadOnlyList<long> results)
    {
        float[] vectors = [];
        int dimension = 0;
        for (int k = 0; k < results.Count; k++)
        {
            byte[]? bytes = database.Value(
                "SELECT descriptor FROM results WHERE id = $id", ("$id", results[k])) as byte[];
            if (k == 0 && bytes is { Length: > 0 })
            {
                dimension = bytes.Length / 2;
                MemoryBudget.Require(
                    4.0 * dimension * results.Count,
                    $"The descriptors of {results.Count} structures",
                    "choose fewer rows",
                    null);
                vectors = new float[(long)dimension * results.Count];
            }

            if (bytes is null || bytes.Length != 2 * dimension || dimension == 0)
                throw new ScreeningException(path, $"the descriptor of result {results[k]} is damaged.");
            for (int component = 0; component < dimension; component++)
            {
                var value = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(2 * component));
                if (!float.IsFinite(value))
                    throw new ScreeningException(path, $"the descriptor of result {results[k]} is damaged.");
                vectors[(k * dimension) + component] = value;
            }
        }

        return (vectors, dimension);
    }
}

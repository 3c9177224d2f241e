using Arise.Numerics;

namespace Arise.Training;

/// <summary>Which rows are trained on and which are held back for validation.</summary>
/// <param name="Training">Rows trained on, ascending.</param>
/// <param name="Validation">Rows held back, ascending.</param>
internal sealed record DataSplit(int[] Training, int[] Validation)
{
    /// <summary>
    /// A random split per class: of n rows of a class, n times the fraction, rounded, are held back, but never all of
    /// them.
    /// </summary>
    /// <param name="labels">Class index per row.</param>
    /// <param name="validationFraction">Share to hold back.</param>
    /// <param name="seed">Seed.</param>
    public static DataSplit Stratified(ReadOnlySpan<int> labels, double validationFraction, ulong seed)
    {
        var rowsOfClass = new SortedDictionary<int, List<int>>();
        for (int row = 0; row < labels.Length; row++)
        {
            if (!rowsOfClass.TryGetValue(labels[row], out List<int>? rows))
                rowsOfClass.Add(labels[row], rows = []);
            rows.Add(row);
        }

        List<int> training = [], validation = [];
        foreach ((int label, List<int> rows) in rowsOfClass)
        {
            int[] shuffled = [.. rows];
            RandomStreams.Of(RandomStreams.TrainingSplit, seed, (ulong)label).Shuffle<int>(shuffled);
            int held = Math.Min((int)Math.Round(validationFraction * shuffled.Length), shuffled.Length - 1);
            validation.AddRange(shuffled.AsSpan(0, held));
            training.AddRange(shuffled.AsSpan(held));
        }

        training.Sort();
        validation.Sort();
        return new DataSplit([.. training], [.. validation]);
    }
}

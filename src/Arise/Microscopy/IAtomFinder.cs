namespace Arise.Microscopy;

/// <summary>A way to find where atoms may be in an image: the positions of all ways are refined alike.</summary>
public interface IAtomFinder
{
    /// <summary>What it is called: "classical", "network".</summary>
    string Name { get; }

    /// <summary>Finds candidates.</summary>
    /// <param name="image">Image without its background, whose atoms are bright.</param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    /// <param name="progress">Is told how far the work has come.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Candidates in the order of rows, then columns; no two closer than half a spacing.</returns>
    IReadOnlyList<AtomCandidate> Find(
        FlatImage image,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default);
}

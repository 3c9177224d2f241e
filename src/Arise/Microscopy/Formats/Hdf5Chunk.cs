namespace Arise.Microscopy.Formats;

/// <summary>A chunk of an HDF5 data set.</summary>
/// <param name="Origin">Its first element, on each axis.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Size">Bytes in the file.</param>
/// <param name="Skipped">Which filters were left out, bit by bit.</param>
internal sealed record Hdf5Chunk(long[] Origin, long Place, long Size, long Skipped);

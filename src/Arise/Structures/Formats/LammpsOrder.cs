namespace Arise.Structures.Formats;

/// <summary>Puts atoms that LAMMPS wrote in the order of its processors back into the order of their ids.</summary>
internal static class LammpsOrder
{
    /// <summary>The frame with its atoms in the order of <paramref name="ids"/>.</summary>
    /// <exception cref="StructureFormatException">An id occurs twice; at the line of its second atom.</exception>
    public static StructureFrame Sorted(StructureFrame frame, long[] ids, LineReader lines)
    {
        var order = new int[ids.Length];
        bool sorted = true;
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            sorted &= i == 0 || ids[i] > ids[i - 1];
        }

        if (sorted)
            return frame;
        Array.Sort((long[])ids.Clone(), order);
        for (int i = 1; i < order.Length; i++)
        {
            if (ids[order[i]] == ids[order[i - 1]])
                throw lines.ErrorAt(
                    frame.LineOf(Math.Max(order[i], order[i - 1])), $"the atom id {ids[order[i]]} occurs twice.");
        }

        return new StructureFrame(frame.Structure.Select(order), Array.ConvertAll(order, frame.LineOf));
    }
}

using Arise.Numerics;

namespace Arise.Tests.Numerics;

public class BlockTransposeTests
{
    [KernelFact]
    public unsafe void Exchanges_rows_and_columns()
    {
        const int size = BlockTranspose.Size, sourceStride = 11, destinationStride = 9;
        float[] source = new float[size * sourceStride], destination = new float[size * destinationStride];
        for (int i = 0; i < source.Length; i++)
            source[i] = i;
        fixed (float* from = source, to = destination)
            BlockTranspose.Transpose(from, sourceStride, to, destinationStride);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
                Assert.Equal(source[(i * sourceStride) + j], destination[(j * destinationStride) + i]);
            Assert.Equal(0, destination[(i * destinationStride) + size]);
        }
    }
}

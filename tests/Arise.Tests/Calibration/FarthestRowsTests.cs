using Arise.Calibration;

namespace Arise.Tests.Calibration;

public class FarthestRowsTests
{
    [Fact]
    public void The_first_is_in_the_middle_and_the_others_are_as_far_as_can_be()
    {
        float[][] line = [[0], [1], [2], [4], [5], [10]];
        Assert.Equal([3, 5, 0, 2], FarthestRows.Choose(line, 4));
        Assert.Equal([0, 1, 2, 3, 4, 5], FarthestRows.Choose(line, 6));
        Assert.Equal([0, 1, 2, 3, 4, 5], FarthestRows.Choose(line, 60));
    }
}

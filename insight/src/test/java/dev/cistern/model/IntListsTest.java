package dev.cistern.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntListsTest {
  @Test
  void an_equal_list_gets_the_same_number_and_the_empty_one_is_0() {
    IntLists lists = new IntLists();

    assertThat(lists.close()).isZero();
    assertThat(add(lists, List.of(3, 4))).isEqualTo(1);
    assertThat(add(lists, List.of(4, 3))).isEqualTo(2);
    assertThat(add(lists, List.of(3, 4))).isEqualTo(1);
    assertThat(lists.size()).isEqualTo(3);
    assertThat(lists.total()).isEqualTo(4);
  }

  @Test
  void a_dropped_list_leaves_nothing() {
    IntLists lists = new IntLists();
    write(lists, List.of(1, 2, 3));

    lists.abandon();

    assertThat(lists.open()).isZero();
    assertThat(add(lists, List.of(1))).isEqualTo(1);
    assertThat(read(lists, 1)).containsExactly(1);
  }

  @Test
  void lists_closed_unseen_are_found_afterwards() {
    IntLists lists = new IntLists();
    for (int i = 1; i <= 1000; i++) {
      write(lists, List.of(i, -i));
      assertThat(lists.closeNew()).isEqualTo(i);
    }

    assertThat(add(lists, List.of(700, -700))).isEqualTo(700);
    assertThat(add(lists, List.of(700))).isEqualTo(1001);
  }

  @Test
  void lists_put_behind_others_are_numbered_on_and_found() {
    IntLists lists = new IntLists();
    IntLists more = new IntLists();
    for (int i = 1; i <= 100; i++) {
      add(lists, List.of(i));
      add(more, List.of(-i, i));
    }

    lists.append(more);

    assertThat(lists.size()).isEqualTo(201);
    assertThat(read(lists, 100)).containsExactly(100);
    assertThat(read(lists, 101)).containsExactly(-1, 1);
    assertThat(add(lists, List.of(-7, 7))).isEqualTo(107);
    assertThat(add(lists, List.of(101))).isEqualTo(201);
  }

  @Test
  void keeping_each_once_gives_the_numbers_that_closing_would_have_given() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      IntLists lists = new IntLists();
      lists.expect(random.nextInt(100), random.nextInt(300));
      List<List<Integer>> written = new ArrayList<>(List.of(List.of()));
      for (int i = random.nextInt(300); i > 0; i--) {
        List<Integer> list = random.ints(random.nextInt(4), 0, 3).boxed().toList();
        write(lists, list);
        lists.closeNew();
        written.add(list);
      }

      int[] numbers = lists.keepOnce();

      Map<List<Integer>, Integer> wanted = new LinkedHashMap<>();
      for (int i = 0; i < written.size(); i++) {
        int number = wanted.computeIfAbsent(written.get(i), _ -> wanted.size());
        assertThat(numbers[i]).as("list %d of seed %d", i, seed).isEqualTo(number);
      }
      assertThat(lists.size()).as("seed %d", seed).isEqualTo(wanted.size());
      wanted.forEach(
          (list, number) -> assertThat(read(lists, number)).as("seed %d", seed).isEqualTo(list));
      assertThat(add(lists, List.of(9))).isEqualTo(wanted.size());
    }
  }

  private static int add(IntLists lists, List<Integer> list) {
    write(lists, list);
    return lists.close();
  }

  private static void write(IntLists lists, List<Integer> list) {
    for (int value : list) {
      int[] into = lists.room(1);
      into[lists.end()] = value;
      lists.end(lists.end() + 1);
    }
  }

  private static List<Integer> read(IntLists lists, int number) {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < lists.length(number); i++) {
      list.add(lists.at(number, i));
    }
    return list;
  }
}
